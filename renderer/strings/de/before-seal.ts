import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { whole } = amounts;

const files = (number: number) => (number === 1 ? '1 Datei' : `${whole(number)} Dateien`);

/** Rechnerprüfung, Personen, Schlüssel und Versiegelung. */
export const stepsBefore: Pick<Strings, 'preflight' | 'people' | 'keys' | 'seal'> = {
  preflight: {
    title: 'Taugt dieser Rechner für eine Zeremonie?',
    run: 'Rechner prüfen',
    again: 'Noch einmal prüfen',
    intro: 'Angesehen werden Netz, Platten, Drucker, Uhr und Strom. Nichts wird verändert.',
    running: 'Der Rechner wird geprüft',
    verdict: { pass: 'Bestanden', warn: 'Ansehen', block: 'Sperrt', overridden: 'Übergangen' },
    wouldBlock: 'Ansehen: würde eine echte Zeremonie sperren',
    overriddenBy: (witness) => `Übergangen von ${witness}:`,
    passed: (checks) => (checks === 1 ? '1 Prüfung bestanden' : `${checks} Prüfungen bestanden`),
    evidence: 'Belege',
    remedy: 'Abhilfe',
    compare: 'Vergleichen',
    override: 'Diese Prüfung übergehen…',
    overrideText: 'Nur, wenn die Abhilfe hier unmöglich ist. Der Zeuge muss auch im Plan stehen.',
    overrideDo: 'Mit Begründung und Zeuge übergehen',
    reasonLabel: 'Warum es trotzdem gehen darf, in einem Satz',
    witnessLabel: 'Zeuge, der das entscheidet, voller Name',
    dateTitle: 'Welches Datum zeigt die Armbanduhr?',
    dateLabel: 'Datum von der Uhr, in der Form 2031-04-27',
    dateHelp: 'Von einer Armbanduhr ablesen, nicht von diesem Bildschirm.',
    dateDo: 'Datum vergleichen',
    dateDone: 'Das Datum stimmt mit der Uhr überein.',
    go: 'Weiter zu den Personen',
    blockedGo: (checks) => (checks === 1 ? '1 Prüfung sperrt' : `${checks} Prüfungen sperren`),
    wouldBlockGo: (checks) =>
      checks === 1
        ? '1 Prüfung würde eine echte Zeremonie sperren.'
        : `${checks} Prüfungen würden eine echte Zeremonie sperren.`,
    rehearsalGo: 'Eine Probe darf trotzdem weitergehen.',
  },
  people: {
    title: 'Wer verwahrt was, und wie viele sind nötig?',
    from: 'Woher der Plan kommt',
    file: 'Aus einer Plandatei',
    fileText: 'Vor der Zeremonie vorbereitet und durchgesehen',
    form: 'Hier ausfüllen',
    formText: 'Gemeinsam, in diesem Raum',
    choose: 'Plandatei wählen',
    chooseOther: 'Andere Plandatei wählen',
    sample: 'Beispielnamen einsetzen',
    operator: 'Leitung, voller Name',
    label: 'Bezeichnung',
    labelHelp: 'Was diese Schlüssel sind, so dass Verwahrer es in fünf Jahren noch verstehen',
    witnesses: 'Zeugen',
    witness: (number) => `Zeuge ${number}`,
    addWitness: 'Zeugen hinzufügen',
    custodians: 'Verwahrer, und wo ihre Karten liegen werden',
    custodianName: (number) => `Karte ${number}: Verwahrer`,
    custodianPlace: (number) => `Karte ${number}: Ort`,
    addCustodian: 'Verwahrer hinzufügen',
    threshold: 'Wie viele Karten stellen die Schlüssel wieder her?',
    thresholdOf: (threshold, cards) => `${threshold} von ${cards}`,
    fewer: 'Eine Karte weniger',
    more: 'Eine Karte mehr',
    sticks: 'Sticks, und wo sie liegen werden',
    stick: (number) => `Stick ${number}`,
    stickPlace: (number) => `Stick ${number}: Ort`,
    addStick: 'Stick hinzufügen',
    singleReason: 'Warum ein einziger Stick genügt',
    sources: 'Quellen der Schlüsseldateien',
    sourceOne: 'Quelle von Schlüsseldateien',
    source: (number) => `Quelle ${number}`,
    sourceHelp: 'Ein kurzer Name für jede Maschine, etwa validator1',
    addSource: 'Quelle hinzufügen',
    more2: 'Stick-Phrase und Kontakte',
    phrase: 'Wo die Phrase verwahrt wird, die die Sticks entsperrt',
    phraseHelp: 'Leer lassen, dann steht sie auf jeder Karte.',
    previousHead: 'Schlussstand der vorigen Zeremonie',
    previousHeadHelp:
      '64 Zeichen von ihrer Quittung; leer: es gab keine. So fällt eine verlorene oder ersetzte auf.',
    contacts: 'Wer anzurufen ist, je Zeile einer',
    resilience: 'Was diese Wahl übersteht',
    matrixCaption:
      'Übrige Karten, wenn der Ort der Zeile und der Ort der Spalte zugleich verloren gehen: ✓ genug, ✕ zu wenige, oder kein Stick übrig',
    survived: 'übrig: genug',
    lost: 'übrig: zu wenige',
    noStick: 'kein Stick',
    pictureAlt: (cards, places) => `${cards} Karten an ${places} ${places === 1 ? 'Ort' : 'Orten'}.`,
    picturePlace: (place, cards) =>
      `${place}: ${cards.length === 1 ? 'Karte' : 'Karten'} ${cards.join(', ')}.`,
    pictureNowhere: 'Ort noch offen',
    pictureLeft: (left) => `ohne ihn: ${left} übrig`,
    pictureTooFew: (left) => `nur ${left} übrig`,
    pictureNoStick: 'kein Stick übrig',
    pictureNoStickAlt: (place) => `Wenn ${place} verloren geht, ist kein Stick übrig.`,
    pictureLostAlt: (place, left, isEnough) =>
      `Wenn ${place} verloren geht, ${left === 1 ? 'ist 1' : `sind ${left}`} übrig: ${isEnough ? 'genug' : 'zu wenige'}.`,
    pictureNeeded: (needed) => (needed === 1 ? '1 Karte genügt' : `${needed} beliebige Karten genügen`),
    pictureSpare: (spare) =>
      spare === 0 ? 'keine darf fehlen' : spare === 1 ? '1 darf fehlen' : `${spare} dürfen fehlen`,
    gap: (gap) => {
      const remedy = gap.isSpare ? 'ausfüllen oder entfernen' : 'ausfüllen';
      const line = { witness: 'Zeuge', card: 'Karte', stick: 'Stick', source: 'Quelle' };
      const lacks = { name: 'der Name', place: 'der Ort', both: 'Name und Ort' }[gap.lacks];
      const verb = gap.lacks === 'both' ? 'fehlen' : 'fehlt';
      switch (gap.field) {
        case 'label':
          return 'Die Bezeichnung fehlt noch';
        case 'operator':
          return 'Der Name der Leitung fehlt noch';
        case 'singleStickReason':
          return 'Noch offen: warum ein einziger Stick genügt';
        default:
          return `${line[gap.field]} ${gap.number}: ${lacks} ${verb}, ${remedy}`;
      }
    },
    incomplete: 'Sobald jede Zeile ausgefüllt ist, steht hier, was die Wahl übersteht.',
    noFile: 'Plandatei wählen. Dann steht hier, was ihre Wahl übersteht.',
    reading: 'Der Plan wird gelesen',
    notYet: 'Noch kein Plan',
    hash: 'Hash des Plans',
    hashHelp: {
      file: 'Vorlesen. Jeder Zeuge vergleicht ihn mit dem Papier.',
      form: 'Vorlesen; der Zeuge schreibt das erste und das letzte Wort auf.',
    },
    confirm: 'Plan bestätigen',
    facts: (threshold, cards, sticks) =>
      `${threshold} beliebige von ${cards} Karten und ${sticks === 1 ? 'der Stick' : `einer von ${sticks} Sticks`} stellen die Schlüssel wieder her.`,
  },
  keys: {
    title: 'Welche Schlüssel werden versiegelt?',
    print: { script: 'Ablauf drucken', 'blank-cards': 'Leere Karte drucken' },
    samples: 'Probe: Beispielschlüssel erzeugen',
    practice:
      'Das sind Übungsschlüssel: Eine Probe schützt nichts, und kein Schlüssel aus dem Betrieb gehört hinein',
    sourceText: 'Den Ordner dieser Quelle wählen, oder ihre einzige Schlüsseldatei.',
    chooseFolder: 'Ordner…',
    chooseFile: 'Eine Datei…',
    folderOf: (source) => `Ordner… von ${source}`,
    fileOf: (source) => `Eine Datei… von ${source}`,
    notChosen: 'noch nichts gewählt',
    several: {
      text: 'Für eine Quelle wurden mehrere Dateien gewählt',
      remedy: 'Den Ordner wählen, der sie enthält.',
    },
    read: 'Schlüsseldateien lesen',
    reading: 'Die Schlüsseldateien werden gelesen',
    release: 'Andere Dateien wählen',
    found: (number) => `${files(number)} ${number === 1 ? 'wurde' : 'wurden'} gelesen.`,
    nothingToCompare: 'Nichts davon zeigt etwas Öffentliches zum Vergleichen.',
    compareThem: (number, keys) =>
      `${number === 1 ? 'Sie' : keys === number ? 'Jede' : `${keys} davon`} mit dem Betrieb vergleichen.`,
    readThem: (number, keys) =>
      `${number === 1 ? 'Ihren Fingerabdruck' : keys === number ? 'Jeden Fingerabdruck' : `Den Fingerabdruck von ${keys} davon`} vorlesen; in einer echten Zeremonie wird er mit dem Betrieb verglichen.`,
    type: 'Art',
    fingerprint: 'Fingerabdruck',
    publicKey: 'Öffentlicher Schlüssel',
    address: 'Adresse',
    noPublic: 'Diese Datei zeigt nichts Öffentliches zum Vergleichen.',
    compareLabel: 'Erwarteter Wert, aus dem Betrieb',
    compareHelp: 'Öffentlichen Schlüssel, Adresse oder Fingerabdruck einfügen oder tippen.',
    scan: 'Scannen',
    scanOf: (path) => `Scannen: der erwartete Wert von ${path}`,
    scanClose: 'Kamera schließen',
    scanCloseOf: (path) => `Kamera schließen: ${path}`,
    isCard: 'Das ist eine Karte, kein Fingerabdruck.',
    isCardText:
      'Nichts davon wurde behalten. Die Karte weglegen: Sie wird nur dort gezeigt, wo Karten gegengelesen werden.',
    match: 'GLEICH',
    matchText: 'Der Wert aus dem Betrieb ist der auf dem Bildschirm.',
    mismatch: 'VERSCHIEDEN',
    mismatchText: (at) =>
      `Ab Zeichen ${at} ist es ein anderer Wert. Zuerst das Getippte prüfen. Ist es richtig getippt, dann ist es die falsche Datei oder die falsche Maschine.`,
    pairLegend: (given, own) => `Oben der Wert aus dem Betrieb: ${given}. Unten diese Datei: ${own}.`,
    pairNothing: 'nichts mehr',
    partial: 'Bis hier gleich',
    partialText: (agreed, all) =>
      `${agreed} von ${all} Zeichen sind da. Als verglichen gilt es erst mit allen.`,
    opaque: 'Unbekannte Art von Datei',
    opaqueYes: 'Trotzdem versiegeln, so wie sie ist',
    damaged: 'Beschädigte Datei',
    damagedYes: 'Die beschädigte Datei trotzdem versiegeln',
    notCompared: (keys) =>
      `Der Zeuge hat ${keys === 1 ? '1 Schlüssel' : `${keys} Schlüssel`} mit dem Auge verglichen, mit dem, was der Betrieb anzeigt`,
    notComparedRehearsal: (keys) =>
      `Der Zeuge hat den Fingerabdruck von ${keys === 1 ? '1 Schlüssel' : `${keys} Schlüsseln`} gelesen (in einer echten Zeremonie: mit dem Betrieb verglichen)`,
    confirm: 'Das sind die Schlüssel',
    blockedBy: 'Noch nicht:',
    blockMismatch: 'ein Wert aus dem Betrieb weicht ab',
    blockPartial: 'ein Wert aus dem Betrieb ist nicht vollständig',
    blockDamaged: 'eine beschädigte Datei wartet auf ein Ja',
    blockOpaque: 'eine unbekannte Datei wartet auf ein Ja',
    blockEye: 'der Zeuge hat nicht gesagt, dass der Rest verglichen ist',
    blockEyeRehearsal: 'der Zeuge hat nicht gesagt, dass die Fingerabdrücke gelesen sind',
  },
  seal: {
    title: 'Schlüssel versiegeln',
    text: 'Jetzt entsteht die Passphrase; sie wird auf Karten aufgeteilt und mit jeder Karte erprobt. Niemand sieht sie, auch hier nicht.',
    out: 'Vorher den Import-Stick abziehen.',
    files: (keys) => (keys === 1 ? '1 Schlüsseldatei' : `${keys} Schlüsseldateien`),
    cards: (threshold, cards) =>
      `${cards} Karten, ${threshold} beliebige davon stellen die Schlüssel wieder her`,
    noBack: 'Danach gibt es kein Zurück, nur weiter oder abbrechen.',
    do: 'Jetzt versiegeln',
    working: 'Wird versiegelt, bis zu einer Minute',
  },
};
