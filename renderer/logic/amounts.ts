/** Numbers, days and lists as one language writes them. */
export interface Amounts {
  /** `1,234` */
  readonly whole: (number: number) => string;
  /** With one digit behind the point: `1.5` */
  readonly tenths: (number: number) => string;
  /** Room on a stick: `13 MB`, rounded up; from one gigabyte on `7.8 GB`, from ten on `62 GB`. @param bytes */
  readonly room: (bytes: number) => string;
  /** `1, 2 and 3` */
  readonly list: (parts: readonly (string | number)[]) => string;
  /** A day as it is said. @param day `YYYY-MM-DD` */
  readonly day: (day: string) => string;
}

/**
 * @param locale as `de-DE`
 * @param unitGap between a number and its unit: it keeps the two on one line
 */
export function amountsIn(locale: string, unitGap: string): Amounts {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const upToTenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return {
    whole: (number) => whole.format(number),
    tenths: (number) => tenths.format(number),
    room: (bytes) => {
      const megabytes = Math.ceil(bytes / 1_000_000);
      if (megabytes < 1000) return `${whole.format(megabytes)}${unitGap}MB`;
      const gigabytes = bytes / 1_000_000_000;
      return `${(gigabytes < 10 ? upToTenths : whole).format(gigabytes)}${unitGap}GB`;
    },
    list: (parts) => list.format(parts.map(String)),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}
