import type { Strings } from '../en/index.ts';
import { stepsAfter } from './after-seal.ts';
import { amounts, gap } from './amounts.ts';
import { attempt } from './attempt.ts';
import { stepsBefore } from './before-seal.ts';
import { care } from './care.ts';
import { drill } from './drill.ts';
import { keyStep } from './key-step.ts';
import { plugged } from './plugged.ts';
import { reading } from './reading.ts';
import { recovery } from './recovery.ts';
import { sampleForm } from './sample-plan.ts';
import { script } from './script.ts';
import { told } from './told.ts';

// Words of the field, one German word for each; docs and other screens use the same.
//
//   ceremony Zeremonie · rehearsal Probe · operator Leitung · witness Zeuge · custodian Verwahrer
//   card Karte · share set Kartensatz · stick Stick · source Quelle · label Bezeichnung
//   bundle Bündel · manifest Manifest · journal Journal · script Ablauf · transcript Niederschrift · receipt Quittung
//   preflight Rechnerprüfung · air gap Netztrennung · override übergehen · evidence Belege · remedy Abhilfe
//   seal versiegeln · read back gegenlesen · verified geprüft · proved nachgewiesen · roll call Appell
//   let the secret go das Geheimnis löschen · sign off abzeichnen · deliver zustellen
//   record Vermerk · closing record Abschlussvermerk · chain head Kettenstand · closing head Schlussstand
//   folder hash Ordner-Hash · fingerprint Fingerabdruck · passphrase Passphrase · sticks' phrase Stick-Phrase
//   drill Übung · recovery Wiederherstellung · handover Übergabe · re-share Neuverteilung · rotation Schlüsselwechsel
//   double-sign guard Schutz vor Doppelsignatur
//
// Nobody is addressed: what is to be done stands in the infinitive, short enough to be read aloud at 3 a.m.

const { whole, tenths } = amounts;
const count = (number: number, one: string, many: string) =>
  `${whole(number)}\u00a0${number === 1 ? one : many}`;

/** Every word on the screens, in German. */
export const de: Strings = {
  languageNames: { en: 'English', de: 'Deutsch' },
  script,
  told,
  sampleForm,
  keyStep,
  plugged,
  reading,
  attempt,
  care,
  drill,
  recovery,
  ...stepsBefore,
  ...stepsAfter,
  common: {
    back: 'Zurück',
    remove: (what) => `${what} entfernen`,
    operatorName: 'Leitung bestätigt: voller Name',
    witnessName: 'Zeuge bestätigt: voller Name',
    operator: 'Leitung',
    witness: 'Zeuge',
    reason: 'Begründung',
    reasonHelp: 'Ein Satz. Er bleibt für immer im Journal und nennt darum weder Verwahrer noch Orte.',
    bothNames: 'Beide tippen ihren eigenen Namen, vollständig.',
    wait: 'Einen Augenblick',
    words: 'Zwölf Wörter',
    error: 'Nicht ausgeführt',
    remedy: 'Abhilfe',
    byteCount: (bytes) => count(bytes, 'Byte', 'Byte'),
    done: 'Erledigt',
    now: 'Jetzt',
    next: 'Danach',
    stopped: 'Hier beendet',
    unreached: 'Offen',
    stop: 'Anhalten',
    original: 'Im Wortlaut:',
    day: amounts.day,
    leave: 'Zum ersten Bildschirm',
    quit: 'Programm beenden',
    pace: ({ megabytes, ofMegabytes, megabytesPerSecond, secondsLeft }) =>
      [
        `${tenths(megabytes)} von ${tenths(ofMegabytes)}${gap}MB`,
        ...(megabytesPerSecond === null ? [] : [`${tenths(megabytesPerSecond)}${gap}MB je Sekunde`]),
        ...(secondsLeft === null ? [] : [`noch ${count(secondsLeft, 'Sekunde', 'Sekunden')}`]),
      ].join('; '),
  },
  home: {
    product: 'Quorate',
    title: 'Schlüsselzeremonie',
    lead: 'Versiegelt Schlüssel in einem Bündel, verteilt dessen Passphrase als Karten an Verwahrer und weist jeden Teil nach, indem er gegengelesen wird.',
    newTitle: 'Neue Zeremonie',
    newText:
      'Mit echten Schlüsseln, auf einem Rechner ohne jedes Netz. Dauert mit fünf Verwahrern etwa eine Stunde.',
    works: {
      drill: {
        title: 'Vierteljährliche Übung',
        text: 'Zeigt, dass Sticks und Karten die Schlüssel noch zurückbringen. Nichts verlässt den Arbeitsspeicher.',
      },
      recovery: {
        title: 'Wiederherstellung',
        text: 'Holt die Schlüssel zurück, aus einem Stick und genügend Karten, durch den Schutz vor Doppelsignatur.',
      },
      care: {
        title: 'Sticks und Karten',
        text: 'Einen Stick prüfen oder kopieren, Karten übergeben, eine verlorene Karte vermerken.',
      },
    },
    restore: 'Schlüssel ohne dieses Programm wiederherstellen: RECOVERY.txt auf einem Stick öffnen.',
    rehearseTitle: 'Probe abhalten',
    rehearseText:
      'Dieselben Schritte mit Beispielschlüsseln. Auf jedem Bildschirm steht PROBE, auf jeder Karte REHEARSAL. Nichts von Wert steht auf dem Spiel.',
    unpackaged:
      'Aus den Quellen gestartet: In dieses Fenster lässt sich hineinsehen. Eine echte Zeremonie nur mit dem gepackten Programm abhalten.',
    remembers: 'Dieser Rechner merkt sich nichts: Was bleibt, steht auf den Sticks und auf Papier.',
    version: (version) => `Version ${version}`,
  },
  bar: {
    airGap: {
      unchecked: 'Netztrennung: ungeprüft',
      holds: 'Netztrennung: besteht',
      doubtful: 'Netztrennung: nachsehen',
      broken: 'Netztrennung: VERLETZT',
      overridden: 'Netztrennung: übergangen',
    },
    rehearsal: 'PROBE',
    rehearsalText: 'nur Beispielschlüssel',
    unnamed: 'Zeremonie noch ohne Bezeichnung',
    ceremonyId: (id) => `Zeremonie ${id}`,
    elapsed: 'Zeit seit Beginn',
    themeTurn: 'drücken für das nächste',
    themeShort: { auto: 'Farben: auto', light: 'Farben: hell', dark: 'Farben: dunkel' },
    abort: 'Abbrechen…',
    resumed:
      'Das Fenster wurde neu geladen. Die Zeremonie geht dort weiter, wo sie war; Getipptes, das nicht abgeschickt war, ist weg.',
    resumedClose: 'Verstanden',
  },
  side: {
    script: 'Ablauf',
    journal: 'Journal',
    head: 'Kettenstand',
    lines: (lines) => count(lines, 'Zeile', 'Zeilen'),
    empty: 'Noch ist nichts geschehen.',
  },
  abort: {
    title: 'Diese Zeremonie abbrechen?',
    text: 'Sie endet hier und kann nicht wieder aufgenommen werden. Neu anzufangen ist immer sicher.',
    nothing: 'Nichts hat diesen Rechner verlassen: Es ist nichts zu löschen.',
    wipe: 'Dann ist zu tun:',
    cards: (setId) => `Jede Karte des Satzes ${setId} vernichten, auch was noch im Drucker liegt`,
    folder: 'Diesen Ordner löschen',
    confirm: 'Zeremonie abbrechen',
    stay: 'Zeremonie fortsetzen',
    reasonLabel: 'Warum die Zeremonie abgebrochen wird',
  },
  close: {
    title: 'Eine Zeremonie läuft',
    text: 'Mit dem Programm endet die Zeremonie: Was im Speicher liegt, ist dann weg, und sie kann nicht wieder aufgenommen werden.',
    stay: 'Zeremonie fortsetzen',
    end: 'Programm und Zeremonie beenden',
  },
  boundary: {
    title: 'Dieser Bildschirm konnte nicht gezeigt werden',
    text: 'Die Zeremonie ist, wie sie war: Ein anderer Prozess hält sie. Getipptes, das nicht abgeschickt war, ist weg.',
    again: 'Noch einmal zeigen',
  },
  lost: {
    title: 'Die Zeremonie ist verloren',
    gone: 'Der Prozess, der sie hielt, ist von selbst zu Ende gegangen, und mit ihm das Geheimnis. Diese Zeremonie kann nicht weitergehen: von vorn beginnen.',
    partial:
      'Ein Stick, der gerade geschrieben wurde, kann einen unfertigen Ordner enthalten, dessen Name mit .quorate-partial- beginnt: löschen.',
    safe: 'Die Schlüssel im Betrieb sind, wie sie waren. Ein geschriebener Stick ist vollständig oder als unfertig gekennzeichnet, gehört aber zu keiner beendeten Zeremonie.',
  },
  lostLate: {
    title: 'Das Programm brach ab, nachdem die Zeremonie geschlossen war',
    gone: 'Der Prozess, der sie hielt, ist von selbst zu Ende gegangen. Sticks ohne Abschlussvermerk bleiben ohne ihn, und Papiere können nicht mehr gedruckt werden.',
    safe: 'Die Zeremonie ist geschlossen: Karten und Sticks sind gut. Nichts vernichten. Ein Stick stellt die Schlüssel auch ohne Abschlussvermerk wieder her.',
  },
  aborted: {
    title: 'Diese Zeremonie wurde abgebrochen',
    text: 'Was im Speicher lag, ist gelöscht. Die Schlüssel im Betrieb sind, wie sie waren.',
    nothing: 'Nichts hatte diesen Rechner verlassen: Es ist nichts zu löschen.',
    thenDo: 'Zu tun, bevor jemand den Raum verlässt',
  },
};
