import { type Comparison, type Difference, type GroupPair, groupPairs } from '../logic/fingerprints.ts';
import { t } from '../strings/catalogue.ts';
import css from './comparison.module.css';
import { Icon } from './icons.tsx';

/** Same or different: by word, sign, frame and pattern. Where it differs, both values stand one above the other. */
export function ComparisonVerdict({ comparison }: { readonly comparison: Comparison }) {
  return (
    <>
      <div role="status">
        {comparison.status === 'match' && (
          <p className={`${css.verdict} ${css.match}`}>
            <b>
              <Icon name="good" />
              {t.keys.match}
            </b>
            <span>{t.keys.matchText}</span>
          </p>
        )}
        {comparison.status === 'mismatch' && (
          <div className={`${css.verdict} ${css.mismatch}`}>
            <b>
              <Icon name="bad" />
              {t.keys.mismatch}
            </b>
            <span>{t.keys.mismatchText(comparison.at)}</span>
            {comparison.nearest !== '' && <OneAboveOther difference={comparison} />}
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
function OneAboveOther({ difference }: { readonly difference: Difference }) {
  const { pairs, isCut } = groupPairs(difference);
  const own = { given: difference.given[difference.at - 1], nearest: difference.nearest[difference.at - 1] };
  return (
    <div className={css.pairs}>
      <span className={css.legend}>
        {t.keys.pairLegend(own.given ?? t.keys.pairNothing, own.nearest ?? t.keys.pairNothing)}
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
