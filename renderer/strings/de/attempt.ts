import { spanIn } from '../../logic/span.ts';
import { stickLetter } from '../../logic/stick-letter.ts';
import type { Strings } from '../en/index.ts';
import { amounts, gap } from './amounts.ts';
import { attemptLine } from './attempt-lines.ts';

const { list, whole } = amounts;
const count = (number: number, one: string, many: string) =>
  `${whole(number)}\u00a0${number === 1 ? one : many}`;

/** Was Übung und Wiederherstellung gemeinsam haben: Stick, Karten, Bericht. */
export const attempt: Strings['attempt'] = {
  span: spanIn(amounts, gap),
  told: attemptLine,
  noStick: 'Noch kein Stick',
  unknownCeremony: 'eine unlesbare Zeremonie',
  stick: (number) => `Stick ${stickLetter(number)}`,
  card: (number) => `Karte ${number}`,
  resumed:
    'Das Fenster wurde neu geladen. Alles steht, wo es stand; Getipptes, das nicht abgeschickt war, ist weg.',
  taken: {
    unchanged: 'gelesen, unverändert seit der Zeremonie',
    corrected: 'nach Berichtigung gelesen, unverändert seit der Zeremonie',
    unlisted: 'trotzdem verwendet, obwohl nicht verzeichnet',
  },
  refused: {
    'other-set': 'Eine Karte eines anderen Satzes',
    superseded: 'Eine Karte eines abgelösten Satzes',
    unknown: 'Eine Karte, die nirgends verzeichnet ist',
    'given-twice': 'Eine schon gelesene Karte',
  },
  severity: { high: 'Ernst', medium: 'Ansehen', low: 'Hinweis' },
  side: {
    title: 'Bisheriger Befund',
    issueCount: (issues) => count(issues, 'Punkt', 'Punkte'),
    time: 'Zeit',
    ofObjective: (objective) => `von ${objective} Stunden`,
    within: 'innerhalb der Zielzeit',
    past: 'über der Zielzeit',
    stick: 'Stick in Gebrauch',
    onPaper: 'wie auf Papier',
    notOnPaper: 'nicht mit Papier verglichen',
    cards: 'Karten',
    missing: (cards) => (cards === 1 ? 'Es fehlt 1 Karte' : `Es fehlen ${cards} Karten`),
    issues: 'Zu wissen',
  },
  end: {
    button: 'Beenden…',
    title: 'Hier beenden?',
    text: 'Was im Speicher offen liegt, ist dann weg, und die Karten sind ein andermal neu zu lesen.',
    recorded:
      'Es wurden Karten gelesen: Auf dem Stick bleibt ein Vermerk über den Versuch, wenn er beschreibbar ist.',
    notRecorded: 'Keine Karte wurde gelesen: Es wird nichts vermerkt.',
    stay: 'Fortsetzen',
    do: 'Beenden',
  },
  close: {
    title: 'Es ist noch etwas im Gange',
    text: 'Mit dem Programm endet es: Was im Speicher offen liegt, ist weg, und kein Vermerk bleibt.',
    over: 'Es ist zu Ende. Ein Bericht, der nicht gedruckt oder gespeichert ist, geht mit dem Programm verloren.',
    stay: 'Bleiben',
  },
  sticks: {
    title: 'Welcher Stick?',
    titleOne: 'Ist das der Stick?',
    titleSeveral: 'Welcher dieser Sticks?',
    text: 'Den Stick einstecken und entsperren. Dann wählen, wo er eingehängt ist, oder den Ordner der Zeremonie darauf.',
    another: 'Weiteren Stick wählen…',
    anotherText:
      'Sind mehrere zur Hand? Jeden wählen: Vorgeschlagen wird, welcher am längsten nicht erprobt ist.',
    proposed: 'am längsten nicht erprobt',
    use: (stick) => `Stick ${stickLetter(stick)} verwenden`,
    several: 'Unten von Hand wählen: auf diesem Stick den Ordner der einen Zeremonie, die gemeint ist.',
    drop: (stick) => `Stick ${stickLetter(stick)} beiseitelegen`,
    reading: 'Jede Datei auf dem Stick wird gelesen',
  },
  facts: {
    place: 'Liegt in',
    model: 'Hersteller und Modell',
    serial: 'Seriennummer',
    made: 'Zeremonie am',
    set: 'Kartensatz',
    cards: 'Karten',
    anyOf: ({ threshold, count: cards }) => `${threshold} beliebige von ${cards}`,
    keys: 'Dateien',
    keysOf: ({ keys, sources }) => `${whole(keys)} von ${list(sources)}`,
    records: 'Vermerke darauf',
    lastDrill: 'Letzte Übung',
    never: 'noch nie',
  },
  noManifest: 'Sein Manifest ist unlesbar: Von diesem Stick weiß niemand, zu welcher Zeremonie er gehört.',
  noBundle: 'Auf diesem Stick ist kein Bündel: Es lässt sich nichts öffnen.',
  noBundleText: 'Einen anderen Stick derselben Zeremonie nehmen: Alle enthalten dasselbe.',
  notClosed: 'Diesem Stick fehlt der Abschlussvermerk.',
  notClosedText:
    'Nichts hier zeigt, wie die Zeremonie endete. Die Schlüssel stellt er trotzdem wieder her. Mit einem anderen Stick oder einer Quittung vergleichen.',
  paper: {
    summary: (isSame) =>
      isSame ? 'Ordner-Hash: wie auf Papier' : 'Ordner-Hash mit einer Karte vergleichen…',
    title: 'Ordner-Hash',
    label: 'Ordner-Hash, von einer Karte',
    help: 'Alle 64 Zeichen, wie sie auf jeder Karte dieser Zeremonie stehen. Hier keine Karte vor die Kamera halten.',
    matchText: 'Der Ordner-Hash auf dem Papier ist der dieses Sticks. Unten festhalten lassen.',
    mismatchText: (at) =>
      `Ab Zeichen ${at} ist es ein anderer Wert. Zuerst das Getippte prüfen. Ist es richtig: Dieser Stick wurde verändert, oder er gehört zu einer anderen Zeremonie.`,
    pairLegend: (given, own) => `Oben der Wert vom Papier: ${given}. Darunter dieser Stick: ${own}.`,
    do: 'Mit diesem Stick vergleichen',
    blocks:
      'Getippt ist ein anderer Hash als der dieses Sticks. Berichtigen, oder „Mit diesem Stick vergleichen“ drücken: Dann ist es festgehalten.',
    chooseAgain:
      'Dieses Fenster weiß nicht mehr, wie der Stick gewählt wurde. Zum Vergleichen: beiseitelegen und noch einmal wählen.',
    same: 'Der Ordner-Hash ist der auf Papier',
  },
  findings: {
    tampering: 'Dieser Ordner ist nicht, wie er versiegelt wurde',
    addition: 'Hier sind Dateien, die nicht von der Zeremonie stammen',
    note: 'Zu wissen',
  },
  findingsText: {
    tampering:
      'Eine Datei wurde verändert, entfernt oder vertauscht. Von diesem Stick nichts ausführen. Besser einen anderen Stick nehmen.',
    addition: 'Betriebssysteme lassen solche Dateien zurück. Keine davon öffnen.',
    note: 'Nichts davon steht im Weg.',
  },
  duties: {
    overdue: 'ÜBERFÄLLIG',
    overdueBy: (duty, days) => `${duty}: seit ${count(days, 'Tag', 'Tagen')}`,
    late: (days) => `seit ${count(days, 'Tag', 'Tagen')} überfällig`,
    none: 'Nichts ist überfällig',
    duty: 'Was',
    last: 'Zuletzt',
    next: 'Fällig am',
    ceremony: 'bei der Zeremonie',
    names: {
      integrity: 'Ordner prüfen',
      opening: 'Bündel öffnen',
      restore: 'Im Speicher wiederherstellen',
    },
  },
  tampering: {
    title: 'Dieser Stick wurde manipuliert',
    text: 'Was um das Bündel herum liegt, hat nicht die Zeremonie geschrieben. Bündel und Karten bürgen für sich selbst; sonst ist auf diesem Stick nichts zu glauben.',
    todo: [
      'Besser: hier beenden und einen anderen Stick derselben Zeremonie nehmen. Alle enthalten dasselbe.',
      'Von diesem Stick nichts ausführen und keine Datei darauf öffnen.',
      'Ihn als Beweis aufbewahren und den Fund melden.',
    ],
    goOn: 'Trotzdem fortsetzen',
    type: 'Diesen Satz tippen, auf Englisch, wie er da steht. Von da an zählen nur Bündel und Karten.',
    label: 'Der Satz',
    do: 'Nur mit Bündel und Karten fortsetzen',
  },
  times: {
    title: 'Wann bemerkt, wann begonnen…',
    text: 'Die Zeit zählt ab dem bemerkten Verlust, wenn er getippt ist, sonst ab dem Beginn, sonst ab jetzt.',
    detected: 'Verlust bemerkt, in UTC',
    started: 'Arbeit begonnen, in UTC',
    help: 'Wie 2027-02-18 09:00. Leer: keine Angabe.',
  },
  cards: {
    title: 'Die erste Karte lesen',
    titleNext: 'Die nächste Karte lesen',
    anyNumber: (threshold) =>
      threshold === null
        ? 'Jede Karte des Satzes geht. Die erste sagt, wie viele nötig sind.'
        : `Jede Karte des Satzes geht. Laut Stick sind ${whole(threshold)} nötig; sicher sagt es die erste Karte.`,
    more: (missing, taken) =>
      taken === 0
        ? `${missing === 1 ? 'Nötig ist' : 'Nötig sind'} ${count(missing, 'Karte', 'Karten')}, in beliebiger Reihenfolge.`
        : `Noch ${missing === 1 ? 'fehlt' : 'fehlen'} ${count(missing, 'Karte', 'Karten')}.`,
    proposed: (cards) => `Am längsten nicht erprobt: ${list(cards)}.`,
    taken: (card, how) => `${card}: ${how}.`,
    faceDown: 'Dem Verwahrer zurückgeben, verdeckt.',
    list: 'Karten dieses Satzes',
    lost: 'als verloren gemeldet',
    gone: 'Verloren',
    open: 'Nicht gelesen',
    neverTested: 'noch nie erprobt',
    tested: (day) => `erprobt ${day}`,
  },
  keyDiffers: 'Diese Datei ist nicht, was über sie geschrieben steht',
  height: 'Signiert bis Höhe',
  report: {
    title: 'Bericht',
    print: 'Bericht drucken',
    save: 'Bericht speichern…',
    saved: 'Gespeichert:',
  },
  record: {
    title: 'Beim nächsten Mal mitbringen: der Hash dieses Vermerks',
    text: 'Er steht am Ende des Berichts. Beim nächsten Mal zeigt er, ob ein Vermerk vom Stick genommen wurde.',
    code: 'QR-Code des Hashs dieses Vermerks',
    none: 'Auf dem Stick blieb kein Vermerk',
  },
  lost: {
    title: 'Das Programm brach mittendrin ab',
    gone: 'Der Prozess, der alles hielt, ist von selbst zu Ende gegangen, und was im Speicher offen lag, ist weg. Von vorn beginnen.',
    safe: 'Sticks und Karten sind, wie sie waren: Nichts davon ist verbraucht.',
  },
};
