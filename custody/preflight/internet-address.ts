/** `20010db8…` as the kernel's files write an IPv6 address, 32 hex digits, in the usual writing of RFC 5952. */
export function formatIpv6Hex(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).map((group) => parseInt(group, 16).toString(16));
  // The longest run of zero groups, the first of several, if it is longer than one.
  let from = -1;
  let length = 1;
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start > length) {
      from = start;
      length = end - start;
    }
  }
  if (from === -1) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`;
}

/** `0100007F` as /proc/net/tcp and /proc/net/route write an IPv4 address on little-endian machines. */
export function formatIpv4LittleEndian(hex: string): string {
  return bytesOf(hex).reverse().join('.');
}

/** An address of /proc/net/tcp6: four words of 32 bits, each little-endian, as 32 hex digits in network order. */
export function networkOrder(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  return words
    .map((word) => (word.match(/../g) ?? []).reverse().join(''))
    .join('')
    .toLowerCase();
}

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
}
