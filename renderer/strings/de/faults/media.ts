import type { FaultWords } from './fault-words.ts';

/** Dateien, Sticks und Programme des Systems. */
export const media = {
  'file-not-found': {
    text: 'Datei oder Ordner ist nicht da',
    remedy: 'Prüfen, ob der Stick steckt und entsperrt ist; dann noch einmal wählen.',
  },
  'file-permission': {
    text: 'Dieser Benutzer darf dort nicht lesen oder schreiben',
    remedy: 'Die Rechte ändern, wie unten beschrieben, oder einen anderen Ort wählen.',
    isHintShown: true,
  },
  'file-exists': {
    text: 'Dort gibt es schon etwas mit diesem Namen',
    remedy: 'Nichts wird überschrieben: das Vorhandene wegräumen oder einen anderen Ort wählen.',
  },
  'file-not-regular': {
    text: 'Das ist keine Datei oder kein Ordner, wie gebraucht',
    remedy: 'Eine gewöhnliche Datei wählen; bei einem Stick den Ordner, unter dem er eingehängt ist.',
  },
  'file-is-link': {
    text: 'Das ist nur eine Verknüpfung',
    remedy: 'Die Datei selbst wählen: Wohin eine Verknüpfung führt, kann sich ändern.',
  },
  'file-too-large': {
    text: 'Die Datei ist zu groß',
    remedy: 'Die richtige Datei wählen; Kettendaten und Protokolle weglassen.',
  },
  'file-empty': {
    text: 'Die Datei ist leer',
    remedy: 'Die richtige Datei wählen, oder eine andere Kopie nehmen.',
  },
  'file-changed': {
    text: 'Die Datei hat sich geändert, während sie gelesen wurde',
    remedy: 'Anhalten, was in sie schreibt; dann noch einmal versuchen.',
  },
  'file-name': {
    text: 'Dieser Dateiname ist nicht erlaubt',
    remedy: 'Die Datei umbenennen: kurze Namen aus gewöhnlichen Zeichen.',
  },
  'file-failed': {
    text: 'Die Datei ließ sich nicht lesen oder schreiben',
    remedy: 'Noch einmal versuchen; scheitert es wieder, ein anderes Medium nehmen.',
  },
  'medium-full': {
    text: 'Auf dem Stick ist nicht genug Platz',
    remedy: 'Einen leeren, größeren Stick nehmen.',
  },
  'medium-read-only': {
    text: 'Der Stick lässt sich nur lesen',
    remedy: 'Nach einem Schalter am Stick sehen, oder ihn zum Schreiben einhängen.',
  },
  'medium-failed': {
    text: 'Der Stick antwortet nicht oder liest und schreibt falsch',
    remedy: 'Abziehen und wieder einstecken; scheitert es wieder, einen anderen nehmen.',
  },
  'medium-differs': {
    text: 'Der Stick gibt etwas anderes zurück, als geschrieben wurde',
    remedy: 'Diesem Stick nicht trauen: beiseitelegen, als unbrauchbar beschriften und einen anderen nehmen.',
  },
  'medium-fake': {
    text: 'Der Stick hat weniger Platz, als er angibt',
    remedy: 'Er ist gefälscht oder kaputt: nichts darauf speichern und einen anderen nehmen.',
  },
  'root-needed': {
    text: 'Dafür braucht es root',
    remedy: 'Als root noch einmal ausführen, wie unten beschrieben.',
    isHintShown: true,
  },
  'system-other': {
    text: 'Das geht auf diesem Betriebssystem nicht',
    remedy: 'Den Weg nehmen, der unten genannt ist, oder einen Rechner mit Linux.',
    isHintShown: true,
  },
  'program-missing': {
    text: 'Ein Programm des Systems fehlt',
    remedy: 'Das unten genannte Programm installieren, bevor der Rechner offline geht.',
    isHintShown: true,
  },
  'program-failed': {
    text: 'Ein Programm des Systems ist gescheitert',
    remedy: 'Lesen, was es unten sagt; dann noch einmal versuchen oder einen anderen Stick nehmen.',
    isHintShown: true,
  },
  'stick-phrase': {
    text: 'Diese Phrase entsperrt keinen Stick',
    remedy: 'Alle Wörter tippen, mit je einer Leerstelle dazwischen.',
  },
  'stick-busy': {
    text: 'Der Stick wird noch benutzt',
    remedy:
      'Schließen, was dort offen ist, den Ordner in jedem Terminal verlassen; dann noch einmal auswerfen.',
  },
  'stick-twice': {
    text: 'Dieser Stick ist schon verwendet',
    remedy: 'Einen anderen nehmen: Zwei Kopien auf einem Stick sind eine Kopie.',
  },
  'stick-unfit': {
    text: 'Dieser Stick ist nicht verwendbar',
    remedy: 'Lesen, was unten dagegen spricht; meist hilft ein anderer, leerer Stick.',
    isHintShown: true,
  },
  'stick-unencrypted': {
    text: 'Nichts zeigt, dass dieser Stick verschlüsselt ist',
    remedy:
      'Einen verschlüsselten nehmen, sagen, dass er selbst verschlüsselt, oder begründen, warum er genügt.',
  },
  'stick-bad': {
    text: 'Dieser Stick ist in dieser Zeremonie gescheitert',
    remedy: 'Als unbrauchbar beschriften, zum Vernichten beiseitelegen und einen anderen nehmen.',
  },
  'print-failed': {
    text: 'Die Seite wurde nicht gedruckt',
    remedy: 'Nach dem Drucker sehen. Was von einer Karte herauskam, vernichten; dann noch einmal drucken.',
  },
  'folder-exists': {
    text: 'Der Ordner dieser Zeremonie ist schon auf dem Stick',
    remedy: 'Einen anderen Stick nehmen, oder den vorhandenen Ordner zuerst wegräumen.',
  },
  'folder-added': {
    text: 'Im Ordner der Zeremonie liegt etwas, das dort nicht geschrieben wurde',
    remedy:
      'Ansehen und entfernen, was unten steht; dann denselben Stick noch einmal nehmen: Gegen ihn spricht nichts.',
    isHintShown: true,
  },
  'folder-not-found': {
    text: 'Auf diesem Stick ist kein Ordner einer Zeremonie',
    remedy: 'Einen Stick der Zeremonie einstecken und entsperren.',
  },
  'folder-several': {
    text: 'Auf diesem Stick sind mehrere Ordner von Zeremonien',
    remedy: 'Einen der unten genannten Ordner wählen.',
    isHintShown: true,
  },
  'folder-tampered': {
    text: 'Der Ordner ist nicht mehr, wie er geschrieben wurde',
    remedy: 'Einen anderen Stick nehmen; diesen aufbewahren und den Fund melden.',
  },
  'folder-hash-differs': {
    text: 'Der Ordner-Hash ist nicht der auf dem Papier',
    remedy:
      'Zeichen für Zeichen vergleichen. Weicht er wirklich ab: diesen Stick nicht verwenden und melden.',
  },
} as const satisfies Record<string, FaultWords>;
