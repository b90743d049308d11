import type { Strings } from '../en/index.ts';
import { amounts } from './amounts.ts';

const { room, whole } = amounts;

/** Was eingesteckt ist, wo immer ein Stick gewählt wird, und was auf ihm fällig ist. */
export const plugged: Strings['plugged'] = {
  title: 'Eingesteckt',
  notYetTried:
    'Das Finden von Sticks ist auf diesem System noch nicht erprobt: jeden mit dem Stick in der Hand vergleichen.',
  none: 'Noch ist kein Stick eingesteckt. Er erscheint hier von selbst.',
  coming: 'Ein Stick wurde eingesteckt; das System sieht ihn sich noch an.',
  unnamed: 'Ein Stick, der nicht sagt, was er ist',
  serial: (serial) => (serial === null ? 'ohne Seriennummer' : `Seriennummer ${serial}`),
  size: (bytes, free) => (free === null ? room(bytes) : `${room(free)} frei von ${room(bytes)}`),
  encrypted: 'verschlüsselt',
  notEncrypted: 'nicht verschlüsselt',
  encryptionUnknown: 'ob verschlüsselt, lässt sich nicht feststellen',
  readOnly: 'nur lesbar',
  at: 'Eingehängt unter',
  device: 'Gerät',
  take: 'Diesen Stick nehmen',
  takeOf: (what) => `Diesen Stick nehmen: ${what}`,
  taken: 'Gewählt',
  isStick: (number) => `Das ist Stick ${number} dieser Zeremonie.`,
  locked: 'Er ist gesperrt.',
  lockedText:
    'Mit der Stick-Phrase entsperren: in der Dateiverwaltung öffnen, oder auf der Befehlszeile, als root:',
  unmounted: 'Er ist nicht eingehängt.',
  unmountedText: 'In der Dateiverwaltung öffnen, oder auf der Befehlszeile, als root:',
  blank: 'Nichts auf ihm ist lesbar: Er ist leer, oder keiner von uns.',
  blankText:
    'Ein leerer Stick wird auf der Befehlszeile vorbereitet: Dort wird seine Seriennummer getippt und alles gelöscht. Als root:',
  blankOther:
    'Ist es ein VeraCrypt-Stick? Dort öffnen, dann erscheint er hier. Sonst einen anderen Stick der Zeremonie nehmen: Alle enthalten dasselbe. Bietet das System an, ihn zu formatieren: ablehnen.',
  foreign: 'Auf ihm ist keine Zeremonie.',
  foreignText:
    'Einen Stick der Zeremonie einstecken. Sollte dieser einer sein? Nichts auf ihn schreiben und einen anderen nehmen: Alle enthalten dasselbe.',
  elsewhere: 'In der Dateiverwaltung entsperren und öffnen.',
  holds: (label, day) => `Enthält die Zeremonie „${label}“ vom ${day}`,
  holdsUnread: (folder) => `Enthält eine Zeremonie, deren Manifest nicht gelesen wurde: ${folder}`,
  beingRead: 'Wird gelesen',
  rehearsal: 'Probe',
  more: (count) =>
    count === 1 ? 'und noch ein Ordner einer Zeremonie' : `und ${whole(count)} weitere Ordner von Zeremonien`,
  home: {
    title: 'Auf den eingesteckten Sticks',
    set: 'Kartensatz',
    duty: {
      integrity: 'Sticks prüfen',
      opening: 'Mit Karten öffnen, im Arbeitsspeicher',
      restore: 'Mit Karten wiederherstellen',
    },
    overdue: (what, days) => `ÜBERFÄLLIG seit ${days === 1 ? 'einem Tag' : `${whole(days)} Tagen`}: ${what}`,
    dueToday: (what) => `Heute fällig: ${what}`,
    dueOn: (what, day) => `${what}: fällig am ${day}`,
    neverDone: 'seit der Zeremonie nicht geschehen',
    lastDone: (day) => `zuletzt am ${day}`,
    unclosed:
      'Ohne Abschlussvermerk: Die Zeremonie kam nicht zu ihrem Ende, oder dieser Stick war vorher fort. Mit einem anderen Stick oder einer Quittung vergleichen.',
    notRead: 'Was fällig ist, war nicht zu lesen. Eine Übung sagt mehr.',
    believed: 'Das sagt der Stick; geprüft hat es noch niemand.',
    drill: 'Übung abhalten',
    drillOf: (label) => `Übung abhalten: ${label}`,
    recover: 'Aus diesem Stick wiederherstellen',
    recoverOf: (label) => `Aus diesem Stick wiederherstellen: ${label}`,
  },
  write: {
    plug: 'Den Stick einstecken und entsperren. Er erscheint hier: „Diesen Stick nehmen“ drücken.',
    other: 'Steht er nicht in der Liste? Dann wählen, wo er eingehängt ist.',
    gone: 'Der gewählte Stick ist nicht mehr eingesteckt.',
    pulled: (number) => `Stick ${number} wurde abgezogen, während er geschrieben wurde`,
    pulledText:
      'Wieder einstecken, wählen und neu schreiben: Was auf ihm unfertig ist, wird gelöscht. Schlecht ist er deshalb nicht.',
  },
  replug: {
    steps: 'Vom Schreiben zum Prüfen',
    out: (number) => `Abziehen und mit ${number} beschriften`,
    again: 'Wieder einstecken und entsperren',
    verify: 'Prüfen',
    state: {
      in: 'Er ist noch eingesteckt.',
      out: 'Er ist nicht mehr zu sehen. Wieder einstecken.',
      off: 'Er ist abgeschaltet und nicht mehr zu sehen. Abziehen und wieder einstecken.',
      closed: 'Er ist wieder eingesteckt, aber noch nicht offen: entsperren und einhängen.',
      back: 'Er ist wieder eingesteckt und offen.',
    },
  },
  deliver: {
    in: 'eingesteckt',
    back: 'eingesteckt',
    out: 'nicht zu sehen: einstecken',
    closed: 'eingesteckt: entsperren',
  },
};
