import { Button } from '../../components/button.tsx';
import kit from '../../components/components.module.css';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Groups, Hash } from '../../components/hash.tsx';
import { Badge, FaultNotice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { TwoPeopleFields } from '../../components/two-people.tsx';
import { peopleFor } from '../../state/drafts.ts';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 8: witnesses hold the counts against what they saw, and the ceremony is closed. */
export function SignOff() {
  const { keys, sticks, cards, plan, signedOff, folderHash } = useCeremony();
  const [drafts, change] = useDrafts();
  const signing = useAsk();
  const closing = useAsk();
  const verified = sticks.filter(({ state }) => state === 'verified').length;
  const proved = cards.filter(({ isProved }) => isProved).length;
  const open = (plan?.witnesses ?? []).filter((witness) => !signedOff.includes(witness));
  const people = peopleFor(drafts, 'sign-off');
  const sign = async () => {
    const view = await signing.ask('ceremony.signOff', { people });
    if (view !== null) change({ kind: 'forget-people', id: 'sign-off' });
  };
  return (
    <>
      <StepHeading>{t.signOff.title}</StepHeading>
      <ul className={css.counts}>
        <Count number={keys.length} what={t.signOff.keys(keys.length)} />
        <Count number={verified} what={t.signOff.sticks(verified)} />
        <Count number={proved} what={t.signOff.cards(proved)} />
      </ul>
      <section className={css.block}>
        <h2>{t.signOff.signTitle}</h2>
        <ul className={kit.list}>
          {(plan?.witnesses ?? []).map((witness) => (
            <li key={witness}>
              {witness}
              {signedOff.includes(witness) ? (
                <Badge icon="good" mood="good">
                  {t.signOff.signed}
                </Badge>
              ) : (
                <Badge icon="waiting">{t.signOff.waiting}</Badge>
              )}
            </li>
          ))}
        </ul>
        {open.length > 0 && (
          <>
            <p>{t.common.bothNames}</p>
            <TwoPeopleFields purpose="sign-off" />
            <FaultNotice fault={signing.fault} />
            <div className={css.row}>
              <Button
                look={signedOff.length === 0 ? 'main' : 'plain'}
                isDisabled={signing.isPending || people.operator === '' || people.witness === ''}
                onPress={() => void sign()}
              >
                {t.signOff.sign}
              </Button>
            </div>
          </>
        )}
        {signedOff.length > 0 && (
          <ConfirmButton
            label={t.signOff.close}
            title={t.signOff.closeConfirm}
            stay={t.signOff.stay}
            isDisabled={closing.isPending}
            onConfirm={() => void closing.ask('ceremony.close', {})}
          >
            <p>{t.signOff.closeText}</p>
            {open.length > 0 && <p>{t.signOff.missing(open.join(', '))}</p>}
          </ConfirmButton>
        )}
        <FaultNotice fault={closing.fault} />
      </section>
      <section className={css.block}>
        <h2>{t.signOff.fingerprints}</h2>
        <ul className={kit.list}>
          {keys.map(({ path, fingerprint, address, type }) => (
            <li key={path}>
              <code>{path}</code>
              {fingerprint === null && address === null ? (
                <span>{t.signOff.noFingerprint(t.told.keyType(type))}</span>
              ) : (
                <Groups text={fingerprint ?? address ?? ''} />
              )}
            </li>
          ))}
        </ul>
        {folderHash !== null && (
          <>
            <h2>{t.signOff.folderHash}</h2>
            <Hash hash={folderHash} />
          </>
        )}
      </section>
    </>
  );
}

function Count({ number, what }: { readonly number: number; readonly what: string }) {
  return (
    <li>
      <b>{number}</b>
      {what}
    </li>
  );
}
