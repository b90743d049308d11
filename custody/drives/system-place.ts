/** Where a running system itself is mounted, a live one included. A stick is mounted nowhere of these. Swap is `[SWAP]`. */
export function isOfSystem(target: string): boolean {
  return (
    ['/', '[SWAP]', '/boot', '/home', '/nix', '/usr', '/var'].includes(target) ||
    /^\/(boot|usr|var|nix|run\/live|run\/initramfs|lib\/live|cdrom|rofs)(\/|$)/.test(target)
  );
}
