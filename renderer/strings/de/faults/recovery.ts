import type { FaultWords } from './fault-words.ts';

/** Übung und Wiederherstellung, und der Schutz vor Doppelsignatur. */
export const recovery = {
  'recovery-order': {
    text: 'Das ist jetzt nicht an der Reihe',
    remedy: 'Beim Stick von vorn beginnen.',
  },
  'drill-failed': {
    text: 'Die Übung ist nicht bestanden',
    remedy: 'Im Bericht nachsehen, was nicht stimmt, und es beheben, bevor es gebraucht wird.',
  },
  'sandbox-unfit': {
    text: 'Dieser Ordner liegt nicht im Arbeitsspeicher',
    remedy: 'Einen neuen Ordner auf tmpfs nehmen, etwa /dev/shm/drill.',
  },
  'drill-failed-before': {
    text: 'In den Prüfordner kommt nichts: Die Übung ist schon davor nicht bestanden',
    remedy: 'Zuerst beheben, was der Bericht nennt; dann die Übung wiederholen.',
  },
  'bundle-unusable': {
    text: 'Auf diesem Stick ist kein brauchbares Bündel',
    remedy: 'Einen anderen Stick derselben Zeremonie nehmen: Alle sind gleich.',
  },
  'restore-onto-stick': {
    text: 'Das Ziel liegt auf dem Stick',
    remedy:
      'Einen Ordner auf einer verschlüsselten Platte oder im Arbeitsspeicher wählen, nie auf dem Stick.',
  },
  'restore-conflict': {
    text: 'Am Ziel gibt es schon Dateien mit diesen Namen',
    remedy: 'Nichts wird überschrieben: das Vorhandene wegräumen oder einen leeren Ordner wählen.',
  },
  'restore-nothing': {
    text: 'Es ist nichts ausgewählt, das wiederhergestellt würde',
    remedy: 'Mindestens eine Datei auswählen.',
  },
  'restore-layout': {
    text: 'Zwei Dateien würden am Ziel gleich heißen',
    remedy: 'Eine Quelle nach der anderen wiederherstellen, oder mit den Ordnern, aus denen sie kamen.',
  },
  'owner-unknown': {
    text: 'Diesen Besitzer gibt es hier nicht',
    remedy: 'BENUTZER:GRUPPE angeben, zum Beispiel validator:validator.',
  },
  'guard-several-keys': {
    text: 'Eine Angabe kann nicht für mehrere Konsensschlüssel gelten',
    remedy: 'Die Schlüssel einzeln wiederherstellen, jeden mit seinem eigenen Stand.',
  },
  'guard-state-elsewhere': {
    text: 'Wo ein Knoten den Signierstand sucht, liegt ein anderer',
    remedy: 'In einen leeren Ordner wiederherstellen, und nur, was gebraucht wird.',
  },
  'guard-same-key': {
    text: 'Zwei Dateien sind derselbe Schlüssel, und ein Signierstand ist älter',
    remedy: 'Nur die andere wiederherstellen, oder sagen, wie weit der Schlüssel signiert hat.',
  },
  'signing-state': {
    text: 'Der Signierstand ist nicht lesbar',
    remedy: 'Die Datei priv_validator_state.json des angehaltenen Originals holen.',
  },
  'signing-state-choice': {
    text: 'Mindesthöhe, Standdatei und Stand der Sicherung schließen einander aus',
    remedy: 'Die best belegte Angabe nehmen: die Standdatei des angehaltenen Originals, sonst die Höhe.',
  },
  'min-height': {
    text: 'Das ist keine Blockhöhe',
    remedy: 'Die höchste Höhe, die signiert sein kann, als ganze Zahl angeben.',
  },
  'guard-original-running': {
    text: 'Niemand hat bestätigt, dass das Original abgeschaltet ist',
    remedy:
      'Das Original endgültig abschalten und vom Netz nehmen. Zwei Knoten mit einem Schlüssel signieren doppelt.',
  },
  'guard-state-unsettled': {
    text: 'Nichts sagt, wie weit dieser Schlüssel signiert hat',
    remedy:
      'Zuerst sicherstellen, dass das Original endgültig abgeschaltet ist; dann seine Datei data/priv_validator_state.json nehmen, sonst die höchste Höhe, die signiert sein kann.',
  },
  'guard-height-too-low': {
    text: 'Die angegebene Höhe liegt unter dem, was schon signiert ist',
    remedy: 'Die höchste Höhe angeben, die signiert sein kann; im Zweifel eine höhere.',
  },
  'guard-nothing-to-accept': {
    text: 'Die Sicherung enthält keinen Signierstand',
    remedy: 'Die höchste Höhe angeben, die signiert sein kann, oder die Standdatei des Originals.',
  },
  'guard-destination-unreadable': {
    text: 'Am Ziel liegt ein Signierstand, der nicht lesbar ist',
    remedy: 'Er könnte der neueste sein: ansehen und, wenn er nichts taugt, wegräumen.',
  },
  'guard-destination-older': {
    text: 'Der Signierstand am Ziel ist älter',
    remedy: 'Sicherstellen, dass dort kein Knoten läuft; dann jene Datei wegräumen.',
  },
  'guard-state-in-key-file': {
    text: 'Die Schlüsseldatei trägt einen älteren Signierstand in sich',
    remedy: 'Auf einem Rechner ohne Knoten wiederherstellen und den Stand wie unten beschrieben setzen.',
    isHintShown: true,
  },
} as const satisfies Record<string, FaultWords>;
