import { encodeQR } from 'qr';
import { qrPath } from '../logic/qr-path.ts';
import css from './components.module.css';

/** A hash as a QR code, black on white in every theme, as on paper. @param hex in upper case it makes the smallest code */
export function HashCode({ hex, label }: { readonly hex: string; readonly label: string }) {
  const { path, size } = qrPath(encodeQR(hex.toUpperCase(), 'raw', { ecc: 'medium', border: 4 }));
  return (
    <svg className={css.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
