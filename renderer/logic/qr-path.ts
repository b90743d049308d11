/**
 * The dark squares of a QR code as one path, a unit each.
 * @param modules rows of squares, quiet zone included; true is dark
 */
export function qrPath(modules: readonly (readonly boolean[])[]): {
  readonly path: string;
  readonly size: number;
} {
  const path = modules
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { path, size: modules.length };
}
