/** A workbook spells signs it cannot hold `_x0041_`; a text that happens to look so is spelled out (ECMA-376 22.4.2.4). */
export function literal<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : value;
}
