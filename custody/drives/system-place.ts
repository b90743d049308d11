/** Where a running system itself is mounted, a live one included. A stick is mounted nowhere of these. Swap is `[SWAP]`. */
export function isOfSystem(target: string): boolean {
  return (
    ['/', '[SWAP]', '/boot', '/home', '/nix', '/usr', '/var'].includes(target) ||
    /^\/(boot|usr|var|nix|run\/(live|initramfs|archiso|miso|overlay|rootfsbase)|lib\/live|live|iso|cdrom|rofs)(\/|$)/.test(
      target,
    )
  );
}

/**
 * A mount of the running system. Distributions put the stick that a live system was started from in many places; what
 * they have in common is the image on it, which nobody has on a stick for keys.
 */
export function isSystemMount({
  target,
  fileSystem,
}: {
  readonly target: string;
  readonly fileSystem: string;
}): boolean {
  return isOfSystem(target) || ['squashfs', 'erofs'].includes(fileSystem);
}
