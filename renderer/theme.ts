/** How the application looks: light, calm, the blue of government offices; sharper for those who ask their system for contrast. */
import type { ThemeConfig } from 'antd';

/** CJK first: Latin letters and digits of these fonts are made to stand beside Chinese characters. */
export const FONT_FAMILY =
  "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', 'Noto Sans SC', 'Segoe UI', sans-serif";
/** for codes that are compared character by character */
export const FONT_FAMILY_CODE = "'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', monospace";

export const PRIMARY = '#1a5fb4';
/** the top bar; one shade deeper than the primary colour, so that white text has a contrast of 8:1 */
export const HEADER_BACKGROUND = '#164e95';

/** secondary text with a contrast of at least 4.5:1 on white (WCAG 2.1, 1.4.3); antd's own is lighter */
const READABLE = {
  colorTextSecondary: '#4b5563',
  colorTextTertiary: '#5f6b7a',
  colorTextDescription: '#5f6b7a',
  colorTextQuaternary: '#8b95a1',
} as const;
const SHARPER = {
  colorBorder: '#595959',
  colorBorderSecondary: '#8c8c8c',
  colorTextSecondary: '#262626',
  colorTextTertiary: '#333333',
  colorTextDescription: '#333333',
  colorTextQuaternary: '#595959',
} as const;

export interface ThemeWishes {
  readonly moreContrast: boolean;
  readonly lessMotion: boolean;
}

export function workstationTheme({ moreContrast, lessMotion }: ThemeWishes): ThemeConfig {
  return {
    cssVar: { key: 'workstation' },
    hashed: false,
    token: {
      colorPrimary: PRIMARY,
      colorInfo: PRIMARY,
      colorLink: PRIMARY,
      colorSuccess: '#2f8f3f',
      colorWarning: '#c77700',
      colorError: '#c9302c',
      colorBgLayout: '#f3f5f8',
      colorSuccessBg: '#eef8ef',
      colorSuccessBorder: '#b4dcb9',
      colorTextBase: moreContrast ? '#000000' : '#1f2733',
      ...(moreContrast ? SHARPER : READABLE),
      borderRadius: 4,
      fontFamily: FONT_FAMILY,
      fontFamilyCode: FONT_FAMILY_CODE,
      fontSize: 14,
      motion: !lessMotion,
    },
    components: {
      Layout: { headerHeight: 48, headerPadding: '0 16px', headerBg: HEADER_BACKGROUND, siderBg: '#ffffff', bodyBg: '#f3f5f8' },
      Menu: { itemHeight: 40, itemMarginInline: 8, itemBorderRadius: 4, activeBarBorderWidth: 0 },
      Card: { headerFontSize: 15, headerHeight: 44, bodyPadding: 16, headerPadding: 16 },
      Table: { cellPaddingBlock: 9, cellPaddingInline: 12, headerBg: '#f3f6fa' },
      Descriptions: { labelBg: '#f7f9fc' },
      Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    },
  };
}
