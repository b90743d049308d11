import type { FaultWords } from './fault-words.ts';

/** Was Leitung und Zeugen angeben, und der Gang der Zeremonie. */
export const ceremony = {
  'usage-command': { text: 'Diesen Befehl gibt es nicht', remedy: 'Den Befehl aus dem Handbuch nehmen.' },
  'usage-option': {
    text: 'Eine Angabe ist so nicht möglich',
    remedy: 'Lesen, was unten an ihr bemängelt wird, und sie berichtigen.',
    isHintShown: true,
  },
  'usage-arguments': {
    text: 'Eine Angabe fehlt oder passt nicht dazu',
    remedy: 'Lesen, was unten fehlt, und es nachholen.',
    isHintShown: true,
  },
  'secret-in-arguments': {
    text: 'Ein Geheimnis steht auf der Befehlszeile',
    remedy: 'Andere Benutzer können sie lesen: das Geheimnis nur eintippen, wenn danach gefragt wird.',
  },
  'secret-in-environment': {
    text: 'Ein Geheimnis steht in der Umgebung',
    remedy: 'Die Variable löschen; das Geheimnis nur eintippen, wenn danach gefragt wird.',
  },
  'terminal-needed': { text: 'Dafür braucht es ein Terminal', remedy: 'In einem Terminal ausführen.' },
  'not-confirmed': {
    text: 'Es wurde nicht bestätigt',
    remedy: 'Noch einmal ausführen und bestätigen.',
  },
  interrupted: {
    text: 'Es wurde angehalten',
    remedy: 'Noch einmal beginnen, wenn alles bereit ist.',
  },
  unexpected: {
    text: 'Etwas Unvorhergesehenes ist geschehen',
    remedy: 'Was dieser Bildschirm zeigt, ist nicht verloren. Noch einmal versuchen.',
  },
  'source-name': {
    text: 'Dieser Name einer Quelle ist nicht erlaubt',
    remedy: 'Kleine Buchstaben, Ziffern und Bindestriche, etwa validator1.',
  },
  'source-too-many': {
    text: 'Die Quellen enthalten zu viele Dateien',
    remedy: 'Kettendaten und Protokolle weglassen.',
  },
  'source-too-large': {
    text: 'Die Quellen sind zusammen zu groß',
    remedy: 'Kettendaten und Protokolle weglassen.',
  },
  'expectation-unmet': {
    text: 'Ein Schlüssel ist nicht der, den der Plan erwartet',
    remedy: 'Die Datei der richtigen Maschine holen, oder den Plan mit dem Betrieb vergleichen.',
  },
  'plan-sources': {
    text: 'Die Quellen sind nicht die des Plans',
    remedy: 'Genau die Quellen wählen, die der Plan nennt.',
  },
  'plan-sticks': {
    text: 'Die Sticks sind nicht die des Plans',
    remedy: 'So viele Sticks schreiben, wie der Plan nennt, oder begründen, warum weniger genügen.',
  },
  'preflight-blocked': {
    text: 'Die Rechnerprüfung sperrt',
    remedy: 'Der Abhilfe jeder gesperrten Prüfung folgen, oder sie mit Begründung und Zeuge übergehen.',
  },
  'preflight-override': {
    text: 'Diese Prüfung lässt sich so nicht übergehen',
    remedy: 'Nur was sperrt, wird übergangen; der Zeuge muss im Plan stehen und nicht die Leitung sein.',
  },
  'plan-purpose': {
    text: 'Der Plan ist für etwas anderes gedacht',
    remedy: 'Für eine Probe einen Plan für Proben nehmen, für eine Zeremonie einen für Zeremonien.',
  },
  'plan-hash': {
    text: 'Der Plan ist nicht der durchgesehene: Sein Hash ist ein anderer',
    remedy: 'Die Wörter noch einmal mit dem Papier vergleichen; sonst die richtige Plandatei holen.',
  },
  'date-differs': {
    text: 'Das Datum stimmt nicht überein',
    remedy:
      'Jahr, Monat und Tag tippen wie in 2031-04-27. Geht die Uhr des Rechners falsch: stellen und neu starten.',
  },
  reason: {
    text: 'Diese Begründung geht so nicht ins Journal',
    remedy: 'Ein Satz, der keinen Verwahrer und keinen Ort nennt.',
  },
  'ceremony-order': {
    text: 'Das ist jetzt nicht an der Reihe',
    remedy: 'Dem Ablauf links folgen; unten steht, was zuvor fehlt.',
    isHintShown: true,
  },
  'two-people': {
    text: 'Das braucht zwei Personen, die der Plan nennt',
    remedy: 'Leitung und ein Zeuge tippen je ihren Namen, vollständig und wie im Plan.',
  },
  'vault-not-wiped': {
    text: 'Im Speicher liegen noch Geheimnisse',
    remedy: 'Das Programm beenden und den Rechner ausschalten.',
  },
  'cards-not-in-memory': {
    text: 'Karten dürfen nur in den Arbeitsspeicher geschrieben werden',
    remedy: 'Einen neuen Ordner unter /dev/shm wählen.',
  },
  'cards-not-private': {
    text: 'In diesen Ordner können andere sehen',
    remedy: 'Einen neuen, eigenen Ordner unter /dev/shm anlegen: mkdir -m 700.',
  },
  'seal-unproved': {
    text: 'Das Bündel lässt sich nicht zu dem öffnen, was versiegelt wurde',
    remedy: 'Dieser Rechner rechnet falsch: einen anderen nehmen.',
  },
  'rehearsal-failed': {
    text: 'Die Probe ist gescheitert',
    remedy: 'Lesen, was unten steht; vor einer echten Zeremonie muss eine Probe gelingen.',
    isHintShown: true,
  },
  'rehearsal-only': {
    text: 'Dieses Programm hält nur Proben mit Beispielschlüsseln ab',
    remedy: 'Für eine Zeremonie das gepackte Programm starten.',
  },
  'ceremony-lost': {
    text: 'Der Prozess, der die Zeremonie hielt, ist zu Ende gegangen',
    remedy: 'Von vorn beginnen; auf dem Bildschirm steht, was zu löschen und zu vernichten ist.',
  },
  'ceremony-none': {
    text: 'Es läuft keine Zeremonie',
    remedy: 'Zurück zum ersten Bildschirm, und dort eine beginnen.',
  },
  'ceremony-running': {
    text: 'Eine Zeremonie läuft schon',
    remedy: 'Sie zuerst schließen oder abbrechen.',
  },
  'message-channel': {
    text: 'Das Fenster hat um etwas gebeten, das es nicht gibt',
    remedy: 'Das Programm neu starten; geschieht es wieder, den Fund melden.',
  },
  'message-form': {
    text: 'Eine Eingabe ist zu lang oder hat nicht die vereinbarte Form',
    remedy: 'Die Eingabe kürzen und noch einmal versuchen.',
  },
  'message-sender': {
    text: 'Die Bitte kam nicht aus dem Fenster der Zeremonie',
    remedy: 'Das Programm neu starten; geschieht es wieder, den Fund melden.',
  },
  'message-handle': {
    text: 'Diese Datei wurde hier nicht gewählt',
    remedy: 'Sie noch einmal wählen.',
  },
} as const satisfies Record<string, FaultWords>;
