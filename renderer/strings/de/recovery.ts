import { heightInGroups, heightsInGroups } from '../../logic/height.ts';
import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { list, whole } = amounts;
const count = (number: number, one: string, many: string) =>
  `${whole(number)}\u00a0${number === 1 ? one : many}`;

/** Eine Zeitspanne, wie man sie sagt. */
const span = (milliseconds: number) => {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return count(seconds, 'Sekunde', 'Sekunden');
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return count(minutes, 'Minute', 'Minuten');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${count(hours, 'Stunde', 'Stunden')} ${count(minutes % 60, 'Minute', 'Minuten')}`;
  return `${count(Math.floor(hours / 24), 'Tag', 'Tage')} ${count(hours % 24, 'Stunde', 'Stunden')}`;
};

const heightBelow = (height: string) => (BigInt(height) - 1n).toString();

/** Schlüssel zurückholen. Geschrieben für Leute, die um drei Uhr früh müde sind. */
export const recovery: Strings['recovery'] = {
  title: 'Wiederherstellung',
  parts: {
    sticks: { title: 'Stick', text: 'Irgendein Stick der Zeremonie. Alle enthalten dasselbe.' },
    cards: { title: 'Karten', text: 'Jeder Verwahrer liest eine Karte und nimmt sie verdeckt zurück.' },
    bundle: { title: 'Was zurückkommt', text: 'Das Bündel ist offen, nur im Speicher.' },
    where: { title: 'Wohin', text: 'Noch ist nichts geschrieben.' },
    guard: {
      title: 'Schutz vor Doppelsignatur',
      text: 'Zu zweit laut lesen. Im Zweifel aufhören und nachsehen gehen.',
    },
    plan: { title: 'Plan', text: 'Der letzte Blick, bevor etwas geschrieben wird.' },
    result: { title: 'Zurückgeholt', text: 'Zuerst vergleichen. Vorher nichts starten.' },
  },
  begin: {
    title: 'Wer stellt wieder her?',
    text: 'Die Namen stehen im Vermerk, der auf dem Stick bleibt. Die Zeit läuft ab jetzt, oder ab dem Augenblick, in dem der Verlust bemerkt wurde.',
    do: 'Beginnen: Karten lesen',
    other: 'Anderen Stick nehmen',
    working: 'Der Stick wird angesehen',
  },
  cards: {
    openTitle: 'Genügend Karten sind gelesen',
    openText: 'Das Bündel wird im Speicher geöffnet. Geschrieben wird nichts.',
    openDo: 'Bündel öffnen',
    opening: 'Das Bündel wird geöffnet: Die Passphrase zu prüfen dauert, mit Absicht',
  },
  unlisted: {
    title: 'Eine nicht verzeichnete Karte verwenden?',
    text: 'Sie gehört zu diesem Satz, aber das Verzeichnis auf dem Stick nennt sie nicht. Entweder wurde das Verzeichnis geändert oder die Karte.',
    type: (word) =>
      `„${word}“ tippen, um sie zu verwenden. Ist sie falsch, öffnet sich nichts, und alle Karten sind neu zu lesen.`,
    word: 'verwenden',
    label: 'Bestätigung',
    do: 'Diese Karte verwenden',
    no: 'Nein: weglegen, eine andere lesen',
  },
  bundle: {
    title: 'Was soll zurückkommen?',
    text: (files) => `Das Bündel ist offen, nur im Speicher. Es enthält ${count(files, 'Datei', 'Dateien')}.`,
    choice: 'Dateien, die zurückkommen',
    all: 'Alle',
    allText: 'Wie sie versiegelt wurden.',
    some: 'Nur einige',
    someText: 'Ein Schlüssel bringt seinen Signierstand mit.',
    list: 'Dateien des Bündels',
    bring: (path) => `${path} zurückholen`,
    signs: 'signiert Blöcke',
    isState: (height) => `Signierstand, Höhe ${height}`,
    hasState: (height) => `hatte bis Höhe ${height} signiert`,
    differs: 'Enthält einen anderen Schlüssel, als das versiegelte Manifest sagt',
    differsText:
      'Was hier steht, ist aus der Datei selbst berechnet. Vor dem Gebrauch fragen, wer sie versiegelt hat.',
    nothingPublic: 'nichts zu vergleichen',
    compare: 'Mit dem vergleichen, woran der Betrieb den Schlüssel kennt…',
    compareText:
      'Fingerabdruck, Adresse oder öffentlichen Schlüssel einfügen, tippen oder scannen. Dasselbe muss dann auch zeigen, was geschrieben wird.',
    mismatch: 'Ein Schlüssel ist nicht der erwartete: Bevor das geklärt ist, kommt er nicht zurück.',
    none: 'Mindestens eine Datei wählen.',
    go: 'Weiter: wohin damit',
  },
  where: {
    title: 'Wohin sollen die Dateien?',
    text: 'Am besten in den Arbeitsspeicher: /dev/shm wählen. Was dort liegt, ist mit dem Ausschalten weg. Sonst auf eine verschlüsselte Platte.',
    chosen: 'Ordner',
    choose: 'Ordner wählen…',
    chooseOther: 'Anderen Ordner wählen…',
    newFolder: 'Neuer Ordner darin',
    newFolderHelp:
      'Er wird neu angelegt, nur sein Besitzer darf hinein. Leer: unmittelbar in den gewählten Ordner.',
    newFolderWrong: 'Buchstaben, Ziffern, Punkt, Strich und Unterstrich, am Anfang Buchstabe oder Ziffer.',
    never:
      'Nie auf den Stick. Nie in einen Ordner, von dem Backups gemacht werden oder der synchronisiert wird.',
    layout: 'Wie sie dort liegen',
    asImported: 'Mit ihren Ordnern',
    asImportedText: 'Wie sie eingelesen wurden: Ein Knoten findet sie sofort.',
    flat: 'Alle in einem Ordner',
    flatText: 'Nur die Dateinamen. Zwei gleiche werden abgelehnt.',
    form: 'In welcher Form',
    own: 'Wie gesichert',
    ownText: 'Byte für Byte die versiegelten Dateien.',
    pkcs8: 'PKCS #8, für ein HSM',
    pkcs8Text:
      'Nur Schlüssel, jeder als NAME.pkcs8.der: was die Werkzeuge von HSMs und Tokens einlesen. Unverschlüsselt. Das Weitere steht in docs/hsm.md.',
    existing: 'Was schon da ist',
    refuse: 'Bleibt: anhalten und es sagen',
    refuseText: 'Überschrieben wird nie etwas.',
    move: 'Wird umbenannt',
    moveText:
      'In NAME.old-ZEIT, aber erst, wenn es angesehen und durch Abtippen bestätigt ist. Ein signierender Schlüssel nie anders.',
    go: 'Weiter: der Schutz',
    plan: 'Plan ausarbeiten',
  },
  guard: {
    title: 'Darf dieser Schlüssel wieder signieren?',
    keys: (paths) => `Es geht um ${list(paths)}.`,
    equivocation:
      'Ein Validator, der auf einer Höhe zweierlei signiert, verliert Einsatz und ist für immer gesperrt. Es kommt dazu, wenn zwei Rechner denselben Schlüssel haben oder einer vergessen hat, wie weit er war.',
    stopped: '1. Ist das Original endgültig abgeschaltet?',
    stoppedChecks: [
      'Der Rechner ist aus, und nichts startet ihn wieder: kein Dienst, kein Snapshot, kein Failover, kein hilfsbereiter Kollege.',
      'Kein Standby-Rechner, kein Remote-Signer (horcrux, tmkms), kein HSM und keine andere Kopie hat den Schlüssel.',
      'Andere Knoten oder ein Explorer zeigen, dass dieser Validator seither Blöcke verpasst.',
    ],
    stoppedType: (words) => `Erst wenn alle drei geprüft sind: „${words}“ tippen.`,
    stoppedWords: 'endgültig abgeschaltet',
    stoppedLabel: 'Das Original ist',
    stoppedSaid: 'Gesagt: Das Original ist endgültig abgeschaltet.',
    stoppedNot: 'Das sind noch nicht die Worte oben.',
    evidence: '2. Wie weit hat der Schlüssel signiert?',
    evidenceText: 'Das Erste davon nehmen, das zur Hand ist.',
    state: 'Standdatei des Originals',
    stateText: 'Am besten: Sie weiß es.',
    height: 'Eine Höhe',
    heightText: 'Wenn jene Datei verloren ist.',
    backup: 'Stand der Sicherung',
    backupText: 'Nur, wenn seither nichts signiert wurde.',
    stateWhere: [
      'CometBFT: data/priv_validator_state.json auf dem angehaltenen Rechner.',
      'horcrux: die neueste Datei in seinem Ordner state. tmkms: seine state_file.',
      'Die Datei nach dem Anhalten kopieren, nicht davor.',
    ],
    stateChoose: 'Standdatei wählen…',
    stateOther: 'Andere Datei wählen…',
    stateChosen: 'Gewählt',
    stateNone: 'noch keine Datei',
    heightLabel: 'Letzte Höhe, die signiert sein kann',
    heightHelp:
      'Zu hoch kostet ein paar verpasste Blöcke: Der Validator wartet, bis die Kette darüber ist. Zu niedrig kostet den Einsatz.',
    heightWhere: [
      'Nachdem das Original abgeschaltet ist, einen Knoten, der auf dem Laufenden ist, nach seiner neuesten Höhe fragen: Über den nächsten Block hinaus kann nichts signiert sein.',
      '10 dazuzählen. Ein Explorer zeigt dieselbe Höhe; zwei fragen, die nicht voneinander abhängen.',
      'Ein Schlüssel, der noch nirgends signiert hat: 0.',
    ],
    heightWrong: 'Eine Höhe ist eine ganze Zahl: nur Ziffern, auch in Dreiergruppen.',
    heightRead: (height) => `Verstanden: Bis ${height} wird nichts noch einmal signiert.`,
    heightBelow: (height, known) =>
      `${height} ist zu niedrig: Schon die Sicherung steht bei ${known}. Noch einmal nachsehen.`,
    heightKnown: (path, height) =>
      `Die Sicherung von ${path} steht bei ${height}: So hoch muss sie mindestens sein.`,
    backupRisk: (day) =>
      day === null
        ? 'Die Sicherung weiß nichts von dem, was nach ihr signiert wurde.'
        : `Die Sicherung ist von ${day}. Sie weiß nichts von dem, was danach signiert wurde.`,
    backupRiskText:
      'Hat der Schlüssel seither auch nur einen Block signiert, kann er mit diesem Stand doppelt signieren, und der Einsatz ist weg. Nur nehmen für einen Schlüssel, der vor der Sicherung angehalten wurde.',
    backupNext: 'Jede Höhe wird auf dem nächsten Bildschirm getippt.',
    go: 'Plan ausarbeiten',
  },
  planning: 'Was geschrieben würde, wird ausgearbeitet',
  plan: {
    title: 'Soll das geschrieben werden?',
    nothingYet: 'Noch ist nichts geschrieben.',
    into: 'Nach',
    change: 'Etwas ändern',
    pkcs8: 'PKCS #8 in DER, unverschlüsselt, für ein HSM',
    warning: (told) => ({
      text: 'Dieser Ort ist weder Arbeitsspeicher noch erkennbar verschlüsselt.',
      original: told,
    }),
    warningText:
      'Schlüssel, die dort geschrieben werden, lassen sich später auf der Platte finden, gelöscht oder nicht. Besser: /dev/shm.',
    warningDo: 'Anderen Ort wählen',
    files: 'Dateien, in der Reihenfolge, in der sie geschrieben werden',
    file: 'Datei',
    mode: 'Rechte',
    size: 'Größe',
    made: 'vom Schutz angelegt',
    signsLast: 'signiert Blöcke: zuletzt geschrieben',
    isState: 'Signierstand',
    decisions: 'Mit welchem Signierstand der Schlüssel zurückkommt',
    decision: ({ basis, height: digits, reason }) => {
      const height = heightInGroups(digits);
      switch (basis) {
        case 'destination':
          return `Der Signierstand am Ziel, Höhe ${height}, ist der neueste bekannte und bleibt.`;
        case 'min-height':
          return `Ein neuer Signierstand, der jede Höhe bis ${heightInGroups(heightBelow(digits))} verweigert.`;
        case 'provided':
          return `Die gewählte Standdatei, Höhe ${height}: Sie ist der neueste bekannte Stand.`;
        case 'backup':
          return `Der Signierstand der Sicherung, Höhe ${height}: Er ist nicht älter als die gewählte Datei.`;
        case 'stale-backup':
          return `Der Signierstand der Sicherung, Höhe ${height}, so wie er ist: Zugesagt ist, dass seither nichts signiert wurde.`;
        default:
          return heightsInGroups(reason);
      }
    },
    statePath: (path) => `Standdatei: ${path}`,
    keepsThere: 'Bleibt am Ziel, wie sie ist',
    moves: (files) =>
      files === 1
        ? '1 Datei ist im Weg und wird zuerst umbenannt'
        : `${whole(files)} Dateien sind im Weg und werden zuerst umbenannt`,
    moveTo: 'wird zu',
    moveSigning: 'Schlüssel oder Stand, der signiert',
    moveType:
      'Zuerst jeden Knoten anhalten, der dort läuft. Zum Einverständnis tippen, auf Englisch, wie es da steht:',
    moveLabel: 'Diese Worte',
    stale: 'Stände aus der Sicherung',
    staleText:
      'Jede Höhe aus der Zeile darüber abtippen. Hat der Schlüssel seither signiert, kann der Einsatz verloren sein.',
    staleIs: (path, height) => `${path}: Höhe ${height}`,
    staleLabel: (path) => `Höhe von ${path}`,
    staleSame: 'Dieselbe Höhe.',
    staleNot: (height) => `Der Stand sagt ${height}.`,
    leftOut: 'Kommt nicht zurück',
    different: 'Enthält einen anderen Schlüssel, als das versiegelte Manifest sagt',
    do: (files) => `Jetzt ${count(files, 'Datei', 'Dateien')} schreiben`,
    working: 'Wird geschrieben, auf das Medium gebracht und gegengelesen',
  },
  result: {
    title: 'Die Dateien sind zurück',
    titleDifferent: 'Die Dateien sind zurück, aber nicht alle sind, was versiegelt wurde',
    readBack: (files) =>
      `${files === 1 ? '1 Datei wurde' : `${whole(files)} Dateien wurden`} geschrieben, gegengelesen und verglichen; jeder öffentliche Schlüssel wurde aus dem Gelesenen neu berechnet.`,
    different: 'Ein anderer Schlüssel, als das versiegelte Manifest sagt',
    inTime: 'Rechtzeitig',
    late: 'Zielzeit überschritten',
    time: ({ milliseconds, limit, from }) =>
      `${span(milliseconds)} seit ${{ detection: 'dem Bemerken des Verlusts', start: 'Beginn der Arbeit', program: 'dem Start des Programms' }[from]}; Zielzeit: ${span(limit)}.`,
    lateText:
      'Im Bericht den Verantwortlichen mitteilen und klären, was so lange gedauert hat: Die nächste Übung zeigt, ob es hilft.',
    order: 'In dieser Reihenfolge',
    steps: {
      held: 'Fingerabdruck und Adresse unten gegen das halten, was das Netz von diesem Validator weiß. Ein Zeichen falsch: aufhören.',
      original: 'Noch einmal nachsehen, dass das Original aus ist.',
      place:
        'Zuerst den Signierstand an seinen Ort legen, den Schlüssel zuletzt. Einen Knoten starten, und nur einen.',
      placeState: 'Den Signierstand an seinen Ort legen. Einen Knoten starten, und nur einen.',
      watch: 'Ihn beobachten: Unter der hier genannten Höhe darf er nicht signieren.',
      production:
        'Die Fingerabdrücke unten gegen das halten, woran der Betrieb die Schlüssel kennt. Ein Zeichen falsch: aufhören.',
      hsm: 'Die Dateien ins HSM einlesen, wie docs/hsm.md sagt, dann den öffentlichen Schlüssel von dort auslesen.',
    },
    todoAfter: [
      'Sind die Schlüssel, wo sie hingehören, diese Dateien entfernen; lagen sie im Arbeitsspeicher, den Rechner ausschalten.',
      'Die Karten kommen in neue Beutel, jede an ihren eigenen Ort; die Nummern der Beutel werden aufgeschrieben.',
    ],
    files: 'Was geschrieben wurde',
    into: 'In',
    mode: 'Rechte',
    fingerprint: 'Fingerabdruck',
    address: 'Adresse',
    nothing: 'nichts Öffentliches zu vergleichen',
    moved: 'Umbenannt',
    leaveTitle: 'Ohne den Bericht gehen?',
    leaveText: 'Er ist weder gedruckt noch gespeichert; später geht es nicht mehr.',
    leaveStay: 'Bleiben',
  },
  failed: {
    title: 'Die Wiederherstellung endete ohne Ergebnis',
    text: 'Was im Speicher offen lag, ist weg. Außerhalb des Sticks wurde nichts geschrieben.',
    wasGivenUp: 'Sie wurde aufgegeben.',
    again: 'Sticks und Karten sind, wie sie waren: von vorn beginnen, wenn alles bereit ist.',
  },
  lost: 'Am Ziel nachsehen: Dort können Dateien liegen, ganz oder unter Namen, die mit einem Punkt beginnen. Vor einem neuen Beginn entfernen oder vergleichen.',
  remedies: {
    'guard-original-running': 'Das Original abschalten, die drei Punkte prüfen, dann die Worte tippen.',
    'guard-state-unsettled':
      'Die Standdatei des angehaltenen Originals nehmen; ist sie verloren, eine Höhe; den Stand der Sicherung nur, wenn seither nichts signiert wurde.',
    'guard-height-too-low': 'Die Höhe noch einmal nachsehen; im Zweifel eine höhere nehmen.',
    'guard-nothing-to-accept': 'Die Standdatei des angehaltenen Originals nehmen, oder eine Höhe.',
    'guard-several-keys':
      'Einen dieser Schlüssel allein wählen; die anderen in eigenen Wiederherstellungen zurückholen.',
    'guard-same-key':
      'Nur die andere der beiden Dateien wählen, oder mit einer Höhe sagen, wie weit der Schlüssel signiert hat.',
    'guard-state-elsewhere': 'Einen neuen, leeren Ordner nehmen und nur zurückholen, was gebraucht wird.',
    'guard-destination-older':
      'Sicherstellen, dass dort kein Knoten läuft; dann umbenennen lassen, was da ist, oder einen neuen Ordner nehmen.',
    'guard-destination-unreadable':
      'Jene Datei ansehen: Sie könnte die neueste sein. Oder einen neuen Ordner nehmen.',
    'signing-state': 'Die Datei priv_validator_state.json des angehaltenen Originals nehmen, so wie sie ist.',
    'restore-conflict': 'Einen neuen Ordner nehmen, oder umbenennen lassen, was da ist.',
    'restore-layout': 'Mit ihren Ordnern zurückholen, oder weniger Dateien wählen.',
    'restore-nothing': 'Mindestens eine Datei wählen; für ein HSM eine, die ein privater Schlüssel ist.',
    'expectation-unmet':
      'Nachsehen, ob die richtigen Dateien gewählt sind und ob das Getippte aus dem Betrieb stammt.',
    'restore-onto-stick':
      'Einen Ordner im Arbeitsspeicher oder auf einer verschlüsselten Platte wählen, nie auf dem Stick.',
  },
};
