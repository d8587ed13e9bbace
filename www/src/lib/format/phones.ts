/** A Russian number of 11 digits as it is read, and as it is dialled; any other stays as it is. */
export const phoneOf = (phone: string): { text: string; href?: string } => {
  const [, area, first, second, third] = /^[78](\d{3})(\d{3})(\d\d)(\d\d)$/.exec(phone) ?? [];
  if (!area || !first || !second || !third) return { text: phone };
  return { text: `+7 ${area} ${first}-${second}-${third}`, href: `tel:+7${area}${first}${second}${third}` };
};
