import { useLayoutEffect, useRef, useState } from 'react';
import {
  cardHeight,
  cardWidth,
  type Picture,
  type PlaceBox,
  type PlaceHeld,
  padding,
  pictureOf,
  type SticksHeld,
  textBase,
  textHeight,
} from '../logic/resilience-picture.ts';
import { t } from '../strings/catalogue.ts';
import css from './resilience-picture.module.css';

interface PictureProps {
  readonly places: readonly PlaceHeld[];
  readonly threshold: number;
  readonly sticks: SticksHeld;
  /** True while people type: the room does not shrink then. */
  readonly keepsRoom: boolean;
}

const widthAtFirst = 640;

/** Cards by place, and how many are needed. */
export function ResiliencePicture({ places, threshold, sticks, keepsRoom }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(widthAtFirst);
  const room = useRef({ key: '', height: 0 });
  useLayoutEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const measure = () => setWidth(Math.max(200, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const picture = pictureOf(places, threshold, width, sticks);
  const { height, needed, spare } = picture;
  const key = `${needed + spare} ${width}`;
  const kept = keepsRoom && room.current.key === key ? Math.max(room.current.height, height) : height;
  room.current = { key, height: kept };
  return (
    <div ref={holder} className={css.holder} style={{ minHeight: kept }}>
      <svg
        className={css.picture}
        width={width}
        height={height}
        viewBox={`-2 -2 ${width + 4} ${height + 4}`}
        role="img"
        aria-label={inWords(picture)}
      >
        {picture.places.map((place) => (
          <PlaceShape key={place.cards.join()} place={place} />
        ))}
        <text y={picture.lineY - textHeight + textBase}>{t.people.pictureNeeded(needed)}</text>
        {picture.line.map((slot) => (
          <rect
            key={slot.x}
            className={slot.isNeeded ? css.needed : css.spare}
            {...{ x: slot.x, y: slot.y, width: slot.width, height: cardHeight, rx: 3 }}
          />
        ))}
        <text
          className={spare === 0 ? '' : css.end}
          x={spare === 0 ? 0 : endOfLine(picture)}
          y={picture.lineY + cardHeight + textBase + 4}
        >
          {t.people.pictureSpare(spare)}
        </text>
      </svg>
    </div>
  );
}

/** A place as a frame with its name, its cards, and what is left without it. */
function PlaceShape({ place }: { readonly place: PlaceBox }) {
  const { x, y, width, height, name, label, slots, left } = place;
  const isEnough = place.isEnough && !place.holdsAllSticks;
  const isNowhere = name === '';
  const look = isNowhere ? css.nowhere : isEnough ? '' : css.short;
  const lastLine = y + height - padding - textHeight;
  return (
    <g className={look}>
      <title>{isNowhere ? t.people.pictureNowhere : name}</title>
      <rect className={css.box} {...{ x, y, width, height, rx: 6 }} />
      <text className={css.name} x={x + padding} y={y + padding + textBase - 2}>
        {isNowhere ? t.people.pictureNowhere : label}
      </text>
      {slots.map((slot) => (
        <g key={slot.number}>
          <rect
            className={css.card}
            {...{ x: slot.x, y: slot.y, width: cardWidth, height: cardHeight, rx: 3 }}
          />
          <text className={css.number} x={slot.x + cardWidth / 2} y={slot.y + 19}>
            {slot.number}
          </text>
        </g>
      ))}
      {!isNowhere && !isEnough && (
        <path className={css.sign} d={`M${x + padding} ${lastLine + 6}l11 11m0-11l-11 11`} />
      )}
      {!isNowhere && (
        <text className={css.left} x={x + padding + (isEnough ? 0 : 18)} y={lastLine + textBase}>
          {isEnough
            ? t.people.pictureLeft(left)
            : place.isEnough
              ? t.people.pictureNoStick
              : t.people.pictureTooFew(left)}
        </text>
      )}
    </g>
  );
}

function endOfLine({ line, width }: Picture): number {
  const last = line.at(-1);
  const end = last === undefined ? 0 : last.x + last.width;
  return Math.min(width, Math.max(end, spareTextWidth));
}

/** A short line of cards is narrower than the words below it. */
const spareTextWidth = 110;

/** The same, for who cannot see it. */
function inWords({ places, needed, spare }: Picture): string {
  const nameOf = ({ name }: PlaceBox) => (name === '' ? t.people.pictureNowhere : name);
  const said = places.filter(({ name }) => name !== '');
  return [
    t.people.pictureAlt(needed + spare, said.length),
    ...places.map((place) => t.people.picturePlace(nameOf(place), place.cards)),
    `${t.people.pictureNeeded(needed)}, ${t.people.pictureSpare(spare)}.`,
    ...said.map((place) =>
      place.isEnough && place.holdsAllSticks
        ? t.people.pictureNoStickAlt(nameOf(place))
        : t.people.pictureLostAlt(nameOf(place), place.left, place.isEnough),
    ),
  ].join(' ');
}
