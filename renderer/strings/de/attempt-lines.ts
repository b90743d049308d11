// What custody says of a drill in lines of its own: objectives, next steps, issues. A test holds each against the
// sources of custody, so that none is said in English only.

import { amounts } from './amounts.ts';
import { reasonLine } from './reason-lines.ts';

const duties: Readonly<Record<string, string>> = {
  integrity: 'Ordner prüfen',
  opening: 'Bündel öffnen',
  restore: 'Im Speicher wiederherstellen',
};

/** Before what was found in the folder. */
const heads: Readonly<Record<string, string>> = {
  TAMPERING: 'MANIPULATION',
  'added file': 'zusätzliche Datei',
};

const verdicts: Readonly<Record<string, string>> = {
  met: 'erreicht',
  MISSED: 'VERFEHLT',
  'not shown': 'nicht gezeigt, denn nichts wurde geöffnet',
};

const lines: readonly (readonly [RegExp, string])[] = [
  [/^Every file of the folder is as it was sealed$/, 'Jede Datei des Ordners ist, wie sie versiegelt wurde'],
  [/^The folder is the one on paper$/, 'Der Ordner ist der auf Papier'],
  [
    /^All cards are read, each unchanged since the ceremony$/,
    'Alle Karten sind gelesen, jede unverändert seit der Zeremonie',
  ],
  [
    /^Enough cards are read, each unchanged since the ceremony$/,
    'Genügend Karten sind gelesen, jede unverändert seit der Zeremonie',
  ],
  [/^The bundle opens with these cards$/, 'Das Bündel lässt sich mit diesen Karten öffnen'],
  [
    /^Every public key, derived again, is the one in the manifest$/,
    'Jeder öffentliche Schlüssel, neu berechnet, ist der im Manifest',
  ],
  [
    /^The keys are those that production is known by$/,
    'Die Schlüssel sind die, an denen der Betrieb zu erkennen ist',
  ],
  [
    /^The files can be restored, and the copy can sign nothing$/,
    'Die Dateien lassen sich wiederherstellen, und die Kopie kann nichts signieren',
  ],
  [/^The keys can be had again within the hour$/, 'Die Schlüssel sind binnen einer Stunde wieder verfügbar'],

  [
    /^Set this stick aside as evidence, and hold this drill on another stick today$/,
    'Diesen Stick als Beweis beiseitelegen und die Übung heute mit einem anderen abhalten',
  ],
  [
    /^Ask for the cards that were not proved; plan a re-share if one is lost$/,
    'Nach den Karten fragen, die nicht nachgewiesen sind; fehlt eine, eine Neuverteilung planen',
  ],
  [
    /^Find out which keys production runs, and whether this backup is of them$/,
    'Feststellen, welche Schlüssel im Betrieb sind und ob diese Sicherung von ihnen ist',
  ],
  [
    /^Mend what is named under issues, and hold the drill again$/,
    'Beheben, was unter „Zu wissen“ steht, und die Übung wiederholen',
  ],
  [
    /^Find out what took so long: the keys are to be had again within the hour$/,
    'Feststellen, was so lange dauerte: Die Schlüssel sollen binnen einer Stunde wieder verfügbar sein',
  ],
  [
    /^Hold the next drill on a machine that passes the preflight$/,
    'Die nächste Übung auf einem Rechner abhalten, der die Rechnerprüfung besteht',
  ],
  [/^Remove (.+) when the copy was looked at$/, 'Nach dem Ansehen entfernen: $1'],
  [
    /^Keep this report: the stick holds no record of this drill$/,
    'Diesen Bericht aufbewahren: Auf dem Stick steht kein Vermerk dieser Übung',
  ],
  [
    /^Seal the cards in new bags, and note their numbers \(quorate handover\)$/,
    'Die Karten in neue Beutel verschließen und deren Nummern festhalten: auf dem ersten Bildschirm „Sticks und Karten“',
  ],
  [/^Bring the hash of the record to the next drill$/, 'Den Hash des Vermerks zur nächsten Übung mitbringen'],

  [/^the folder was not authenticated against paper$/, 'der Ordner wurde nicht mit Papier verglichen'],
  [
    /^the record named by the last report is not on this stick: .+$/,
    'der Vermerk aus dem letzten Bericht ist nicht auf diesem Stick: Er wurde entfernt, oder es war ein anderer Stick',
  ],
  [/^not compared with the last report$/, 'nicht mit dem letzten Bericht verglichen'],
  [
    /^(?<duty>integrity|opening|restore) was (?<days>\d+) days overdue: it was due on (?<day>\S+)$/,
    '$<duty>: seit $<days> Tagen überfällig, fällig war es am $<day>',
  ],
  [/^(.+) is not what is written of it: (.+)$/, '$1 ist nicht, was darüber geschrieben steht: $2'],
  [
    /^nothing is restored into the sandbox: this drill has failed before it$/,
    'in den Prüfordner kommt nichts: Die Übung ist schon davor nicht bestanden',
  ],
  [/^not restored into the sandbox: (.+)$/, 'nicht in den Prüfordner wiederhergestellt: $1'],
  [
    /^(\S+) holds (\d+) restored files, (\d+) that sign blocks, each behind a state that refuses every height: remove it afterwards$/,
    '$1 enthält $2 wiederhergestellte Dateien. Schlüssel darunter, die Blöcke signieren: $3; ihr Stand lehnt jede Höhe ab. Danach entfernen',
  ],
  [
    /^(.+) since the program was started; objective: less than (.+): (met|MISSED|not shown).*$/,
    '$1 seit dem Start; Zielzeit unter $2: $3',
  ],
  [
    /^(.+) since the loss was noticed \((.+)\); objective: less than (.+): (met|MISSED|not shown).*$/,
    '$1, seit der Verlust bemerkt wurde ($2); Zielzeit unter $3: $4',
  ],
  [
    /^(.+) since the work began \((.+)\); objective: less than (.+): (met|MISSED|not shown).*$/,
    '$1 seit Beginn der Arbeit ($2); Zielzeit unter $3: $4',
  ],
  [/^(records\/.+) is not a file this program knows$/, '$1 ist keine Datei, die dieses Programm kennt'],
  [
    /^(\S+) was changed: it does not match SHA256SUMS$/,
    '$1 wurde verändert: stimmt nicht mit SHA256SUMS überein',
  ],
  [/^(\S+) member (\S+) does not match (\S+)$/, '$1: Die Angabe $2 passt nicht zu $3'],
  [/^(\S+) is not listed in SHA256SUMS$/, '$1 ist in SHA256SUMS nicht aufgeführt'],
  [/^(\S+) is missing$/, '$1 fehlt'],
  [/^the drill was given up$/, 'die Übung wurde abgebrochen'],
  [
    /^card (\d+) belongs to the superseded set (\S+) \(ceremony (\S+), (\S+)\).*$/,
    'Karte $1 gehört zum abgelösten Satz $2 (Zeremonie $3, $4)',
  ],
  [
    /^card (\d+) belongs to set (\S+); this stick needs set (\S+)$/,
    'Karte $1 gehört zum Satz $2; zu diesem Stick gehört Satz $3',
  ],
  [
    /^card (\d+) is not the card that the manifest lists: .+$/,
    'Karte $1 ist nicht die, die das Manifest nennt: Karte oder Manifest wurde verändert',
  ],
  [/^card (\d+) was already read$/, 'Karte $1 war schon gelesen'],
  [
    /^card (\d+) is used, though the manifest does not list it$/,
    'Karte $1 wird verwendet, obwohl das Manifest sie nicht nennt',
  ],
  [
    /^(.+) holds another key than the sealed manifest says$/,
    '$1 enthält einen anderen Schlüssel, als das versiegelte Manifest sagt',
  ],
];

/** A line of a drill in German; null where there are no words for it. */
export function attemptLine(text: string): string | null {
  const [, head = '', rest = ''] = /^(TAMPERING|added file): (.+)$/.exec(text) ?? [];
  if (rest !== '') return `${heads[head] ?? head}: ${attemptLine(rest) ?? rest}`;
  const known = lines.find(([pattern]) => pattern.test(text));
  if (known === undefined) return reasonLine(text);
  return text
    .replace(/(?<=\d)\.(?=\d s\b)/, ',')
    .replace(...known)
    .replace(/^(?:integrity|opening|restore)(?=: seit)/, (duty) => duties[duty] ?? duty)
    .replace(/(?<=: )seit 1 Tagen/, 'seit 1 Tag')
    .replace(/(?<=fällig war es am )\d{4}-\d\d-\d\d$/, amounts.day)
    .replace(
      /\((\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ\)/,
      (_all, day: string, time: string) => `(${amounts.day(day)}, ${time} UTC)`,
    )
    .replace(/(?<=: )(?:met|MISSED|not shown)$/, (verdict) => verdicts[verdict] ?? verdict);
}
