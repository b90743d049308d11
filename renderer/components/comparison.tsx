import { type Comparison, type Difference, type GroupPair, groupPairs } from '../logic/fingerprints.ts';
import { t } from '../strings/catalogue.ts';
import css from './comparison.module.css';
import { Icon } from './icons.tsx';

/** What is said of a comparison that is not of a key with production. */
export interface ComparisonWords {
  readonly matchText: string;
  /** @param at the first character that differs, from 1 */
  readonly mismatchText: (at: number) => string;
  readonly pairLegend: (given: string, own: string) => string;
}

interface ComparisonProps {
  readonly comparison: Comparison;
  readonly words?: ComparisonWords;
}

/** Same or different: by word, sign, frame and pattern. Where it differs, both values stand one above the other. */
export function ComparisonVerdict({ comparison, words = t.keys }: ComparisonProps) {
  return (
    <>
      <div role="status">
        {comparison.status === 'match' && (
          <p className={`${css.verdict} ${css.match}`}>
            <b>
              <Icon name="good" />
              {t.keys.match}
            </b>
            <span>{words.matchText}</span>
          </p>
        )}
        {comparison.status === 'mismatch' && (
          <div className={`${css.verdict} ${css.mismatch}`}>
            <b>
              <Icon name="bad" />
              {t.keys.mismatch}
            </b>
            <span>{words.mismatchText(comparison.at)}</span>
            {comparison.nearest !== '' && <OneAboveOther difference={comparison} words={words} />}
          </div>
        )}
      </div>
      {/* Not said aloud: it changes with every letter. */}
      {comparison.status === 'partial' && (
        <p className={`${css.verdict} ${css.partial}`}>
          <b>
            <Icon name="waiting" />
            {t.keys.partial}
          </b>
          <span>{t.keys.partialText(comparison.agreed, comparison.of)}</span>
        </p>
      )}
    </>
  );
}

/** For the eye alone: the words above it say where the first difference is. */
function OneAboveOther({
  difference,
  words,
}: {
  readonly difference: Difference;
  readonly words: ComparisonWords;
}) {
  const { pairs, isCut } = groupPairs(difference);
  const own = { given: difference.given[difference.at - 1], nearest: difference.nearest[difference.at - 1] };
  return (
    <div className={css.pairs}>
      <span className={css.legend}>
        {words.pairLegend(own.given ?? t.keys.pairNothing, own.nearest ?? t.keys.pairNothing)}
      </span>
      <div className={css.groups} aria-hidden="true">
        {isCut.before && <span className={css.more}>…</span>}
        {pairs.map((pair, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group can stand twice, its place cannot
          <Pair key={index} pair={pair} />
        ))}
        {isCut.behind && <span className={css.more}>…</span>}
      </div>
    </div>
  );
}

function Pair({ pair: { given, nearest, differsAt } }: { readonly pair: GroupPair }) {
  const cells = [...given.padEnd(4), ...nearest.padEnd(4)];
  return (
    <span className={css.pair}>
      {cells.map((character, index) =>
        index % 4 === differsAt ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place alone
          <mark key={index}>{character}</mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place alone
          <span key={index}>{character}</span>
        ),
      )}
    </span>
  );
}
