/** What the parts of the grid agree on: a column and an order. */
import type { ReactNode } from 'react';

export interface RecordGridColumn<Row, Field extends string = string> {
  readonly key: string;
  readonly title: string;
  /** pixels; the user may drag it wider or narrower */
  readonly width: number;
  /** share of the spare width; without any growing column the last one takes it */
  readonly grow?: number;
  /** clicking the head sorts by it */
  readonly sortField?: Field;
  readonly align?: 'left' | 'center' | 'right';
  /** stays at the left when scrolling sideways; only leading columns */
  readonly pinned?: boolean;
  /** the cell is a link that opens the row */
  readonly link?: boolean;
  /** default: the row's property named `key`. Keep it light: it runs for every visible row. */
  readonly render?: (row: Row) => ReactNode;
  /** shown when the mouse rests on the cell; default: the row's property named `key` when it is text */
  readonly tooltip?: (row: Row) => string;
}

export interface RecordGridSort<Field extends string = string> {
  readonly field: Field;
  readonly order: 'ascending' | 'descending';
}
