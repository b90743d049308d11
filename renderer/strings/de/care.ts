import { stickLetter } from '../../logic/stick-letter.ts';
import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { list, whole } = amounts;
const count = (number: number, one: string, many: string) =>
  `${whole(number)}\u00a0${number === 1 ? one : many}`;
const cardWords = (cards: readonly number[]) => `${cards.length === 1 ? 'Karte' : 'Karten'} ${list(cards)}`;

/** Sticks und Karten zwischen den Zeremonien. */
export const care: Strings['care'] = {
  title: 'Sticks und Karten',
  lead: 'Jeden Stick einer Zeremonie, der zur Hand ist, einstecken und entsperren. Vermerke kommen auf alle.',
  take: 'Stick wählen…',
  takeMore: 'Weiteren Stick wählen…',
  reading: 'Jede Datei auf dem Stick wird gelesen',
  table: 'Sticks auf dem Tisch',
  whole: 'Wie versiegelt',
  damaged: 'NICHT wie versiegelt',
  damagedText:
    'Die Sticks vergleichen: Das zeigt, welche Datei schadhaft ist, und bessert sie von einem guten aus.',
  damagedDo: 'Sticks jetzt vergleichen',
  onPaper: 'Ordner-Hash wie auf Papier',
  notOnPaper: 'Ordner-Hash nicht mit Papier verglichen',
  more: 'Karten und Vermerke',
  cards: 'Karten dieses Satzes',
  tested: (day) => `zuletzt erprobt: ${day}`,
  neverTested: 'seit der Zeremonie nicht erprobt',
  gone: 'Als verloren gemeldet',
  lostNow: (cards, left, threshold) =>
    `Als verloren gemeldet: ${cardWords(cards)}. Übrig: ${whole(left)}, nötig: ${whole(threshold)}.`,
  records: 'Vermerke auf diesem Stick',
  noRecords: 'Noch keine',
  recordTypes: {
    check: 'Prüfung',
    drill: 'Übung',
    recovery: 'Wiederherstellung',
    handover: 'Übergabe',
    lost: 'Verlust',
    media: 'Stick kopiert oder ausgebessert',
    superseded: 'Abgelöst',
    destroyed: 'Vernichtet',
    unreadable: 'Unlesbar',
  },
  doors: 'Was ist zu tun?',
  doorHandover: 'Karte übergeben',
  doorHandoverText: 'Neuer Verwahrer, mit oder ohne neuen Beutel.',
  doorLost: 'Verlust melden',
  doorLostText: 'Eine Karte oder ein Stick. Sagt, was übrig ist und was zu tun ist.',
  doorCompare: 'Sticks vergleichen',
  doorCompareText: 'Datei für Datei. Findet, was verfallen ist, und bessert es von einem guten Stick aus.',
  doorCopy: 'Kopie anlegen',
  doorCopyText: 'Auf einen neuen Stick, Byte für Byte, für einen verlorenen oder alten.',
  back: 'Zurück zu den Sticks',
  last: 'Zuletzt getan',
  resumed:
    'Das Fenster wurde neu geladen. Die Sticks liegen, wo sie lagen; Getipptes, das nicht abgeschickt war, ist weg.',
  leave: 'Verlassen',
  people: {
    title: 'Wer tut das?',
    text: 'Der Vermerk auf jedem Stick nennt sie.',
    operator: 'Leitung, voller Name',
    witnesses: 'Zeugen, je Zeile einer',
    witnessesHelp: 'Darf leer bleiben.',
  },
  whichCard: 'Welche Karte?',
  cardNumber: 'Nummer auf der Karte',
  cardName: (card) => `Karte ${whole(card)}`,
  writeOn: (sticks) => `Auf ${count(sticks, 'Stick', 'Sticks')} vermerken`,
  writing: 'Der Vermerk wird geschrieben und gegengelesen',
  handover: {
    title: 'Eine Karte wurde übergeben',
    text: 'Beide Verwahrer sind im Raum, und der Beutel wird angesehen.',
    from: 'Bisheriger Verwahrer',
    to: 'Neuer Verwahrer',
    bag: 'Beutel, aus dem sie kam',
    newBag: 'Beutel, in den sie ging',
    bagHelp: 'Darf leer bleiben.',
    namesOff: 'Namen von Verwahrern kommen nicht auf den Stick: Der Plan hält sie davon fern.',
    namesOn: 'Namen von Verwahrern kommen auf den Stick: Der Plan veröffentlicht sie.',
    done: (card, from, to) => `Karte ${whole(card)} ging von ${from} an ${to}`,
    minutes: 'Beide Namen stehen nur auf diesem Bildschirm: ins Protokoll schreiben.',
    power: 'Das ändert, wer gefragt wird, nicht, was die Karte kann: Wer sie kopiert hat, behält ihre Macht.',
    reshare: 'Nur eine Neuverteilung nimmt einer Karte ihre Macht: abhalten, wenn jemand ausscheidet.',
  },
  lost: {
    title: 'Etwas ging verloren',
    text: 'Vermerken, sobald es bekannt ist, auch wenn es wieder auftauchen könnte.',
    what: 'Was ging verloren?',
    card: 'Eine Karte',
    stick: 'Ein Stick',
    stickName: 'Welcher Stick',
    stickHelp:
      'Seine Seriennummer, oder die Nummer, die auf ihm steht: nicht der Buchstabe auf diesem Bildschirm.',
    reason: 'Was geschah',
    reasonHelp:
      'Darf leer bleiben. Es steht lesbar auf dem Stick, auch für Finder: weder Verwahrer noch Orte nennen.',
    doneCard: (card) => `Der Verlust von Karte ${whole(card)} ist vermerkt`,
    doneStick: (stick) => `Der Verlust von Stick ${stick} ist vermerkt`,
    below: (left, threshold) =>
      `ZU WENIGE: noch ${count(left, 'Karte', 'Karten')}, nötig sind ${whole(threshold)}`,
    belowText:
      'Diese Sticks stellen nichts mehr wieder her. Sind die Schlüssel noch irgendwo im Betrieb? Heute neu versiegeln.',
    exact: (left) => `Noch genau ${count(left, 'Karte', 'Karten')}: Keine weitere darf verloren gehen`,
    spare: (left, threshold) => `Noch ${count(left, 'Karte', 'Karten')}, nötig sind ${whole(threshold)}`,
    all: (cards) => `Bisher verloren: ${cardWords(cards)}.`,
    power:
      'Eine verlorene Karte behält ihre Macht, bis neue den ganzen Satz ersetzen: bald eine Neuverteilung abhalten.',
    rotate: (threshold) =>
      `Wer ${whole(threshold)} der verlorenen Karten und einen Stick findet, hat die Schlüssel: darum die Schlüssel selbst wechseln.`,
    sealed:
      'Das Bündel auf einem verlorenen Stick bleibt ohne Karten versiegelt. Bald eine neue Kopie von einem anderen anlegen.',
    nothing: 'Diese Sticks stellen nichts mehr wieder her.',
    sealAnew: 'Heute in einer neuen Zeremonie neu versiegeln: die Schlüssel, die von da an im Betrieb sind.',
    copyNow: 'Jetzt eine Kopie anlegen',
  },
  compare: {
    title: 'Sticks vergleichen',
    text: (sticks) =>
      sticks === 1
        ? 'Auf dem Tisch liegt ein Stick. Einen weiteren wählen: Zum Vergleichen braucht es zwei.'
        : `Alle ${whole(sticks)} Sticks werden Datei für Datei mit einem verglichen, der wie versiegelt ist.`,
    do: 'Jetzt vergleichen',
    again: 'Noch einmal vergleichen',
    doing: 'Jede Datei wird verglichen',
    alike: (sticks) => `Alle ${whole(sticks)} Sticks enthalten dieselben Dateien, wie versiegelt`,
    paper: 'Der Ordner-Hash ist der auf Papier.',
    noPaper:
      'Nicht mit Papier verglichen: Wer alle gleich umgeschrieben hat, fiele nicht auf. Den Hash von einer Karte tippen.',
    damages: (files) => `${count(files, 'Datei ist', 'Dateien sind')} nicht wie versiegelt`,
    good: (stick) => `Verglichen mit Stick ${stickLetter(stick)}.`,
    on: (stick) => `Auf Stick ${stickLetter(stick)}`,
    fault: { missing: 'fehlt', changed: 'weicht vom Versiegelten ab', unreadable: 'ist unlesbar' },
    faults: 'Manipulation, die kein anderer Stick ausbessert',
    faultsText:
      'Auf einen solchen Stick ist kein Verlass: als Beweis aufbewahren und durch die Kopie eines guten ersetzen.',
    notes: 'Zu wissen über diese Sticks',
    notesText: 'Nichts davon besagt, dass eine Datei verändert wurde.',
    added: 'Dateien, die nicht zur Zeremonie gehören',
    addedText: 'Ansehen, keine davon öffnen, und entfernen.',
    record: 'Diese Prüfung vermerken',
    recordText: 'Sie gilt als die fällige Prüfung des Ordners.',
    repair: 'Ausbessern',
    repairText: (stick) =>
      `Die schadhaften Dateien werden von Stick ${stickLetter(stick)} ersetzt. Ein Stick, der verfällt, wird besser durch eine Kopie ersetzt.`,
    hand: 'War es eine fremde Hand und kein Verfall? Dann nichts ausbessern: den Stick als Beweis aufbewahren.',
    type: 'Zum Fortfahren diesen Satz tippen, auf Englisch, wie er da steht.',
    sentence: 'Der Satz',
    doRepair: 'Schadhafte Dateien ersetzen',
    repairing: 'Die Dateien werden ersetzt und gegengelesen',
    repaired: 'Die Dateien sind ausgebessert und gegengelesen',
    repairedFiles: (files) => `${count(files, 'Datei', 'Dateien')} ersetzt.`,
    rest: 'Es bleibt Manipulation, die nichts ausbessert: noch einmal vergleichen und jenen Stick durch eine Kopie ersetzen.',
    checked: 'Die Prüfung ist vermerkt',
  },
  copy: {
    title: 'Kopie anlegen',
    from: 'Welcher Stick wird kopiert?',
    plug: 'Den neuen Stick einstecken und entsperren. Dann wählen, wo er eingehängt ist.',
    plugHere: 'Den neuen Stick einstecken und entsperren. Er erscheint hier: „Diesen Stick nehmen“ drücken.',
    choose: 'Neuen Stick wählen…',
    chooseOther: 'Anderen neuen Stick wählen…',
    reasonHelp:
      'Sie steht in einem Vermerk, den jeder Finder eines Sticks lesen kann: weder Verwahrer noch Orte nennen.',
    do: 'Kopie schreiben',
    writing: 'Wird geschrieben, gesichert und gegengelesen',
    done: 'Die Kopie ist geschrieben und gegengelesen',
    toDo: 'Abziehen, beschriften und wieder einstecken: Nur was danach zurückkommt, gilt.',
    toDoFolder: 'Ein Ordner steht in einer Probe für einen Stick: ihn noch einmal wählen.',
    again: 'Die Kopie steckt wieder: wählen…',
    other: (stick) =>
      `Das ist nicht die Kopie: Es liegt nun als Stick ${stickLetter(stick)} auf dem Tisch. Die Kopie wählen.`,
    rotten:
      'Was zurückkam, ist NICHT wie versiegelt. Als unbrauchbar beschriften, zum Vernichten beiseitelegen und eine Kopie auf einem anderen Stick anlegen.',
    rottenTitle: 'Diese Kopie taugt nicht',
    elsewhere: 'Kopie auf einen anderen Stick',
    verified: (stick) => `Die Kopie ist geprüft: Auf dem Tisch ist sie Stick ${stickLetter(stick)}`,
    verifiedText:
      'Jedes Byte ist wie versiegelt, mit dem Vermerk auf beiden. Getrennt von den Karten verwahren.',
    retire: 'Ersetzt sie einen anderen? Jenen als verloren melden oder vernichten.',
  },
  recordsLeft: 'Hinterlassene Vermerke',
  recordText: 'Die Wörter ins Protokoll schreiben: Die nächste Übung fragt danach.',
  onCopy: 'Die Kopie',
  close: {
    title: 'Programm beenden?',
    text: 'Geschriebene Vermerke bleiben auf den Sticks. Was gerade geschrieben wird, kann unfertig bleiben.',
    stay: 'Bleiben',
  },
  leaving: {
    title: 'Verlassen, während ein Stick beschrieben wird?',
    text: 'Verlassen bricht es ab, wo es steht. Auf einem Stick kann ein unfertiger Ordner bleiben, dessen Name mit .quorate-partial- beginnt, und einigen Sticks kann Vermerk oder Ausbesserung fehlen.',
    stay: 'Abwarten',
  },
  lostWork: {
    title: 'Das Programm brach mittendrin ab',
    gone: 'Der Prozess, der an den Sticks arbeitete, ist von selbst zu Ende gegangen.',
    partial:
      'Ein Stick, der gerade geschrieben wurde, kann einen unfertigen Ordner enthalten, dessen Name mit .quorate-partial- beginnt: löschen.',
    safe: 'Die Karten sind, wie sie waren. Von vorn beginnen und die Sticks vergleichen: Dort zeigt sich, welche Vermerke worauf liegen.',
  },
};
