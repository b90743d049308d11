/** A check of the preflight: what is the case by its verdict, and what is to be done. */
export interface CheckWords {
  readonly title: string;
  readonly pass: string;
  /** When it does not pass though somebody could look. */
  readonly found: string;
  readonly remedy: string;
  /** How a person looks where the program cannot. */
  readonly look: string;
}

/** Every check of the preflight by its id; a test compares with the table that custody has. */
export const checks: Readonly<Record<string, CheckWords>> = {
  program: {
    title: 'Das Programm selbst',
    pass: 'Kein Widerspruch; den gezeigten Hash mit dem Papier vergleichen, wo es eins gibt',
    found: 'Dieses Programm ist nicht das erwartete, oder sein Hash ist unbekannt',
    remedy: 'Das Programm vom geprüften Medium starten; seinen Hash laut mit dem Papier vergleichen.',
    look: 'Den SHA-256 der Programmdatei auf einem anderen Rechner berechnen.',
  },
  debugger: {
    title: 'Debugger',
    pass: 'Kein Debugger',
    found: 'Ein Debugger hängt an diesem Programm oder kann sich anhängen',
    remedy: 'Den Debugger schließen, NODE_OPTIONS löschen, das Programm ohne --inspect neu starten.',
    look: 'Den Rechner neu starten und nichts als dieses Programm öffnen.',
  },
  'injected-code': {
    title: 'Fremder Code im Programm',
    pass: 'Nichts wird von außen in das Programm geladen',
    found: 'In diesem Programm kann fremder Code laufen',
    remedy: 'Das Programm aus einem neuen Terminal starten, ohne jene Option oder Variable.',
    look: 'Das Programm aus einem neuen Terminal starten.',
  },
  interfaces: {
    title: 'Netzwerkschnittstellen',
    pass: 'Keine Schnittstelle erreicht ein Netz',
    found: 'Eine Schnittstelle kann ein Netz erreichen',
    remedy: 'Kabel ziehen, Dock verlassen, dann: ip link set NAME down',
    look: 'Jedes Kabel ziehen. macOS: Systemeinstellungen, Netzwerk. Windows: Einstellungen, Netzwerk und Internet. Jeden Adapter ausschalten.',
  },
  routes: {
    title: 'Routen',
    pass: 'Keine Route führt aus dem Rechner',
    found: 'Eine Route führt aus dem Rechner',
    remedy:
      'Die genannte Schnittstelle ausschalten, dann mit ip route und ip -6 route noch einmal nachsehen.',
    look: 'macOS: netstat -rn. Windows: route print. Nur Loopback darf dort stehen.',
  },
  radios: {
    title: 'Funk',
    pass: 'Kein Funk, oder jeder ist gesperrt',
    found: 'WLAN, Bluetooth, Mobilfunk oder ein anderer Sender ist nicht gesperrt',
    remedy:
      'Flugmodus, oder rfkill block all; besser: das Funkmodul ausbauen oder in der Firmware abschalten.',
    look: 'Flugmodus an, WLAN und Bluetooth in den Einstellungen aus; besser auch in der Firmware.',
  },
  'network-namespace': {
    title: 'Eigenes Netz des Programms',
    pass: 'Das Programm sieht das Netz des Rechners',
    found:
      'Das Programm sieht ein anderes Netz als der Rechner: Die Zeilen darüber sagen dann nichts über ihn',
    remedy:
      'Das Programm ohne unshare und außerhalb jedes Containers starten, oder auch den Rechner außerhalb prüfen.',
    look: 'Das Programm auf dem Rechner selbst starten, nicht in einem Container.',
  },
  sockets: {
    title: 'Offene Sockets',
    pass: 'Kein Socket führt aus dem Rechner',
    found: 'Ein Socket lauscht oder ist verbunden, über Loopback hinaus',
    remedy: 'Den Dienst anhalten, der lauscht: ss -tulpn nennt ihn. Besser ist ein Live-System ohne Dienste.',
    look: 'macOS: netstat -an. Windows: netstat -ano. Nichts darf über 127.0.0.1 und ::1 hinaus lauschen.',
  },
  'name-servers': {
    title: 'Nameserver',
    pass: 'Kein Nameserver außerhalb dieses Rechners',
    found: 'Ein Nameserver ist eingetragen: Der Rechner war an einem Netz oder erwartet eins',
    remedy:
      '/etc/resolv.conf leeren. Vorher klären, warum dort etwas steht, wenn der Rechner nie online war.',
    look: 'macOS: scutil --dns. Windows: ipconfig /all. Kein DNS-Server darf eingetragen sein.',
  },
  swap: {
    title: 'Auslagerung (Swap)',
    pass: 'Nichts wird unverschlüsselt ausgelagert',
    found: 'Arbeitsspeicher kann unverschlüsselt auf einen Datenträger gelangen',
    remedy: 'swapoff -a',
    look: 'macOS: FileVault an (dann ist Swap verschlüsselt). Windows: BitLocker an, oder keine Auslagerungsdatei.',
  },
  hibernation: {
    title: 'Ruhezustand',
    pass: 'Kein Ruhezustand möglich',
    found: 'Der Rechner kann in den Ruhezustand gehen: Der Arbeitsspeicher käme auf eine Platte',
    remedy: 'swapoff -a, und systemctl mask hibernate.target hybrid-sleep.target',
    look: 'macOS: sudo pmset -a hibernatemode 0. Windows: powercfg /hibernate off.',
  },
  'core-dumps': {
    title: 'Speicherabzüge',
    pass: 'Ein Absturz hinterlässt keinen Abzug',
    found: 'Ein Absturz würde diesen Arbeitsspeicher hinterlassen',
    remedy: 'sysctl kernel.core_pattern=/dev/null, und ulimit -c 0, bevor das Programm startet',
    look: 'macOS: ulimit -c muss 0 sagen. Windows: kein Schlüssel LocalDumps der Fehlerberichterstattung.',
  },
  'crash-handlers': {
    title: 'Absturzmelder',
    pass: 'Kein Absturzmelder läuft',
    found: 'Ein Programm läuft, das Abstürze sammelt',
    remedy: 'Anhalten: systemctl stop apport whoopsie abrtd. Jeden Browser schließen.',
    look: 'macOS: Datenschutz und Sicherheit, Analyse aus. Windows: den Fehlerberichterstattungsdienst ausschalten.',
  },
  'virtual-machine': {
    title: 'Virtuelle Maschine',
    pass: 'Kein Anzeichen einer virtuellen Maschine',
    found: 'Das ist eine virtuelle Maschine oder ein Container: Was sie betreibt, kann ihren Speicher lesen',
    remedy: 'Einen eigenen Laptop nehmen, ohne virtuelle Maschine.',
    look: 'Sicherstellen, dass hier ein wirklicher Rechner steht.',
  },
  'live-system': {
    title: 'Live-System',
    pass: 'Ein Live-System, oder eins, das nur gelesen wird',
    found: 'Das System behält, was geschrieben wird',
    remedy: 'Den Rechner von einem Live-Medium ohne Persistenz starten.',
    look: 'Ein Live-System verwenden, oder dieses danach löschen.',
  },
  'disk-encryption': {
    title: 'Plattenverschlüsselung',
    pass: 'Keine unverschlüsselte Platte wird beschrieben',
    found: 'Eine Platte, die beschrieben wird, ist nicht verschlüsselt',
    remedy:
      'Aushängen, oder ein Live-System oder eine verschlüsselte Platte nehmen. Eine Platte, die selbst verschlüsselt, wird hier nicht erkannt.',
    look: 'macOS: fdesetup status. Windows: manage-bde -status.',
  },
  'temporary-files': {
    title: 'Temporäre Dateien und Druckablage',
    pass: 'Temporäre Dateien und Druckaufträge bleiben im Arbeitsspeicher',
    found: 'Temporäre Dateien oder Druckaufträge kämen auf eine Platte',
    remedy: 'TMPDIR=/dev/shm setzen, und mount -t tmpfs tmpfs /var/spool/cups, bevor CUPS startet.',
    look: 'macOS und Windows legen beides auf die Platte: verschlüsseln, und danach löschen.',
  },
  printers: {
    title: 'Drucker',
    pass: 'Kein Drucker an einem Netz',
    found: 'Ein Drucker ist über ein Netz angeschlossen, oder käme von selbst hinzu',
    remedy: 'Mit lpadmin -x NAME entfernen, cups-browsed anhalten, einen Drucker mit Kabel anschließen.',
    look: 'lpstat -v als root. macOS, Windows: die Liste der Drucker: nur einer, am Kabel.',
  },
  'removable-media': {
    title: 'Wechselmedien',
    pass: 'Kein fremdes Medium steckt',
    found: 'Ein Stick oder eine Karte steckt schon',
    remedy: 'Auswerfen und abziehen; eingesteckt wird, wenn der Ablauf es sagt.',
    look: 'Jeden Anschluss und jedes Fach des Rechners ansehen.',
  },
  power: {
    title: 'Strom',
    pass: 'Die Stromversorgung reicht',
    found: 'Ein Akku ist unter der Hälfte',
    remedy: 'Ans Netzteil anschließen und warten, oder einen geladenen Akku nehmen.',
    look: 'Nach dem Akku sehen: mindestens halb voll, und am Netzteil.',
  },
  lid: {
    title: 'Deckel schließen',
    pass: 'Mit geschlossenem Deckel läuft der Rechner weiter, oder er hat keinen',
    found: 'Schließt jemand den Deckel, schläft der Rechner ein oder schaltet sich aus',
    remedy: 'Deckel offen lassen, oder mit systemd-inhibit --what=handle-lid-switch:sleep:idle starten.',
    look: 'Deckel offen lassen; den Rechner in den Energieeinstellungen wach halten.',
  },
  clock: {
    title: 'Datum und Uhrzeit',
    pass: 'Die Uhr ist glaubhaft',
    found: 'Die Uhr kann nicht richtig gehen',
    remedy: 'Die Uhr stellen: date -u -s "JJJJ-MM-TT HH:MM", dann neu starten.',
    look: 'Datum und Uhrzeit mit einer Armbanduhr vergleichen.',
  },
  'time-zone': {
    title: 'Zeitzone',
    pass: 'Der Rechner folgt einer einzigen Zeitzone',
    found: 'Der Rechner nennt mehrere Zeitzonen, oder eine, die es nicht gibt',
    remedy: 'TZ löschen, dann: timedatectl set-timezone ZONE',
    look: 'Die Zeitzone in den Einstellungen ansehen.',
  },
};

/** What is compared with something outside the machine, by the id of the check that asks for it. */
export const comparisons: Readonly<Record<string, string>> = {
  clock: 'Datum und Uhrzeit mit einer Armbanduhr',
};

export const unchecked = 'Konnte nicht geprüft werden: selbst nachsehen';
