/**
 * How everything looks, once: warm paper, ink, hairlines, one accent. Shades are chosen so that text on every
 * surface keeps 4.5 : 1 in both schemes; the pages set no colours of their own.
 */
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** `teal` and `plum` are the accents of the two divisions; the rest are shades of paper, ink and seal red. */
export type Accent = 'teal' | 'plum';

// biome-ignore format: a row of shades
const teal: MantineColorsTuple = [
  '#eaf3f1', '#d5e7e4', '#aed0cb', '#86b9b3', '#5fa29c', '#3d8a85', '#266f6d', '#185a5a', '#124747', '#0b3435',
];
// biome-ignore format: a row of shades
const plum: MantineColorsTuple = [
  '#f8eef2', '#eedae4', '#dfb9cb', '#cf96b2', '#bb7097', '#a2507c', '#863a64', '#6e2b51', '#57213f', '#40172e',
];
// biome-ignore format: a row of shades
const gray: MantineColorsTuple = [
  '#f6f1e7', '#efe8da', '#e5ddcd', '#d8cebb', '#bfb49f', '#948a78', '#696154', '#4e483e', '#37322b', '#24211c',
];
// biome-ignore format: a row of shades
const dark: MantineColorsTuple = [
  '#ebe5d8', '#d1cabc', '#aea697', '#8b8375', '#4d483f', '#3b3730', '#2a2722', '#1d1b18', '#171512', '#100f0d',
];
// biome-ignore format: a row of shades
const red: MantineColorsTuple = [
  '#fceeea', '#f8dbd3', '#f0b6a8', '#e78f7b', '#dc6d55', '#c94f37', '#b03a25', '#952f1e', '#782618', '#5a1c12',
];
// biome-ignore format: a row of shades
const yellow: MantineColorsTuple = [
  '#fbf3df', '#f4e4b8', '#e9cc82', '#dcb250', '#c8962a', '#a97a17', '#886010', '#6c4c0e', '#533b0d', '#3c2a0a',
];
// biome-ignore format: a row of shades
const green: MantineColorsTuple = [
  '#eef4e8', '#dce8d0', '#bcd3a6', '#9abc7c', '#7aa458', '#5e893d', '#476d2c', '#385723', '#2b451c', '#1f3214',
];

/** System fonts first. `Noto Sans TC` is fetched, slice by slice, only where a device has no Chinese font. */
export const fontFamily =
  "system-ui, -apple-system, 'PingFang TC', 'Microsoft JhengHei UI', 'Microsoft JhengHei', 'Noto Sans CJK TC', " +
  "'Source Han Sans TC', 'Noto Sans TC', sans-serif";

const heading = (fontSize: string, lineHeight: string) => ({ fontSize, lineHeight, fontWeight: '650' });

export function themeOf(accent: Accent): MantineThemeOverride {
  return createTheme({
    colors: { teal, plum, gray, dark, red, yellow, green },
    primaryColor: accent,
    primaryShade: { light: 7, dark: 6 },
    autoContrast: true,
    luminanceThreshold: 0.32,
    white: '#fffdf8',
    black: '#24211c',
    fontFamily,
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    lineHeights: { xs: '1.6', sm: '1.65', md: '1.75', lg: '1.75', xl: '1.7' },
    headings: {
      fontFamily,
      fontWeight: '650',
      textWrap: 'balance',
      sizes: {
        h1: heading('1.75rem', '1.35'),
        h2: heading('1.25rem', '1.45'),
        h3: heading('1.0625rem', '1.55'),
        h4: heading('1rem', '1.6'),
        h5: heading('0.9375rem', '1.6'),
        h6: heading('0.875rem', '1.6'),
      },
    },
    radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
    defaultRadius: 'sm',
    shadows: {
      xs: '0 1px 2px rgb(36 33 28 / 6%)',
      sm: '0 2px 6px rgb(36 33 28 / 8%)',
      md: '0 6px 20px rgb(36 33 28 / 12%)',
      lg: '0 10px 32px rgb(36 33 28 / 14%)',
      xl: '0 16px 48px rgb(36 33 28 / 16%)',
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      // 44 px under a thumb, and text that does not shrink below the page's own.
      Button: { defaultProps: { size: 'md' } },
      ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
      TextInput: { defaultProps: { size: 'md' } },
      PasswordInput: { defaultProps: { size: 'md' } },
      NumberInput: { defaultProps: { size: 'md' } },
      Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 3 } },
      Select: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
      NativeSelect: { defaultProps: { size: 'md' } },
      MultiSelect: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
      Autocomplete: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
      TagsInput: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
      Checkbox: { defaultProps: { size: 'md' } },
      Radio: { defaultProps: { size: 'md' } },
      FileInput: { defaultProps: { size: 'md' } },
      Anchor: { defaultProps: { underline: 'always' } },
      Modal: {
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.45 },
          radius: 'md',
          padding: 'lg',
        },
        styles: { title: { fontSize: '1.125rem', fontWeight: 650, lineHeight: '1.5' } },
      },
      Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: false } } },
      Progress: { defaultProps: { radius: 'xs' } },
      Chip: { styles: { label: { height: '2.5rem', paddingInline: '1rem' } } },
      ProgressSection: { defaultProps: { color: 'var(--accent)' } },
    },
  });
}

/** What Mantine's own defaults leave too pale for reading, or too blue for paper. */
export const paperVariables: CSSVariablesResolver = (theme) => {
  const shades = (name: string) => theme.colors[name] as MantineColorsTuple;
  const accent = shades(theme.primaryColor);
  return {
    variables: { '--frame-width': '72rem' },
    light: {
      '--mantine-color-body': '#f8f4ec',
      '--mantine-color-text': '#24211c',
      '--mantine-color-dimmed': shades('gray')[6],
      '--mantine-color-placeholder': shades('gray')[6],
      '--mantine-color-error': shades('red')[7],
      '--mantine-color-disabled': shades('gray')[1],
      '--mantine-color-disabled-color': shades('gray')[6],
      '--mantine-color-disabled-border': shades('gray')[3],
      '--mantine-color-anchor': accent[7],
      '--mantine-color-default': '#fffdf8',
      '--mantine-color-default-border': shades('gray')[3],
      '--mantine-color-default-hover': shades('gray')[1],
      '--mantine-color-gray-text': shades('gray')[7],
      '--paper-sheet': '#fffdf8',
      '--paper-rule': shades('gray')[2],
      '--paper-rule-strong': shades('gray')[4],
      '--paper-edge': shades('gray')[5],
      '--paper-shade': shades('gray')[1],
      '--ink-soft': shades('gray')[6],
      '--accent': accent[7],
      '--accent-wash': accent[0],
      '--accent-line': accent[2],
      '--good': shades('green')[7],
      '--good-wash': shades('green')[0],
      '--warn': shades('yellow')[7],
      '--warn-wash': shades('yellow')[0],
      '--bad': shades('red')[7],
      '--bad-wash': shades('red')[0],
    },
    dark: {
      '--mantine-color-body': '#1d1b18',
      '--mantine-color-text': '#ebe5d8',
      '--mantine-color-dimmed': shades('dark')[2],
      '--mantine-color-placeholder': shades('dark')[2],
      '--mantine-color-error': shades('red')[2],
      '--mantine-color-disabled': shades('dark')[5],
      '--mantine-color-disabled-color': shades('dark')[2],
      '--mantine-color-disabled-border': shades('dark')[4],
      '--mantine-color-anchor': accent[2],
      '--mantine-color-default': '#2a2722',
      '--mantine-color-default-border': shades('dark')[4],
      '--mantine-color-default-hover': shades('dark')[5],
      '--mantine-color-gray-text': shades('dark')[1],
      [`--mantine-color-${theme.primaryColor}-light`]: `color-mix(in srgb, ${accent[5]} 26%, #1d1b18)`,
      [`--mantine-color-${theme.primaryColor}-light-hover`]: `color-mix(in srgb, ${accent[5]} 36%, #1d1b18)`,
      [`--mantine-color-${theme.primaryColor}-light-color`]: accent[1],
      '--paper-sheet': '#24211d',
      '--paper-rule': shades('dark')[5],
      '--paper-rule-strong': shades('dark')[4],
      '--paper-edge': shades('dark')[3],
      '--paper-shade': shades('dark')[6],
      '--ink-soft': shades('dark')[2],
      '--accent': accent[2],
      '--accent-wash': `color-mix(in srgb, ${accent[5]} 22%, #1d1b18)`,
      '--accent-line': `color-mix(in srgb, ${accent[3]} 45%, #1d1b18)`,
      '--good': shades('green')[2],
      '--good-wash': `color-mix(in srgb, ${shades('green')[6]} 28%, #1d1b18)`,
      '--warn': shades('yellow')[2],
      '--warn-wash': `color-mix(in srgb, ${shades('yellow')[6]} 28%, #1d1b18)`,
      '--bad': shades('red')[2],
      '--bad-wash': `color-mix(in srgb, ${shades('red')[7]} 32%, #1d1b18)`,
    },
  };
};
