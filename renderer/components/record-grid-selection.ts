/** Which rows are ticked: single ticks, Shift ranges from an anchor, and all of them. */
import { useCallback, useEffect, useRef } from 'react';
import type { Result } from '#shared/domain/result.ts';

export interface GridSelection {
  /** ticks or unticks one row and makes it the anchor of the next range */
  readonly toggle: (index: number) => void;
  /** makes a row the anchor without ticking it */
  readonly anchor: (index: number) => void;
  /** ticks everything from the anchor to `index`, besides what was ticked before */
  readonly extend: (index: number) => void;
  readonly all: () => void;
  readonly none: () => void;
}

interface SelectionInput<Row> {
  readonly selected: ReadonlySet<string> | undefined;
  readonly onChange: ((ids: ReadonlySet<string>) => void) | undefined;
  readonly rowAt: (index: number) => Row | undefined;
  readonly range: (from: number, to: number) => Promise<readonly Row[]>;
  readonly rowId: (row: Row) => string;
  readonly total: number;
  readonly loadAllIds: (() => Promise<Result<readonly string[]>>) | undefined;
}

export function useGridSelection<Row>(input: SelectionInput<Row>): GridSelection {
  const latest = useRef(input);
  latest.current = input;
  const anchorIndex = useRef(0);
  const base = useRef<ReadonlySet<string> | undefined>(undefined);
  /** ranges may have to be read first; only the newest one counts */
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  const anchor = useCallback((index: number) => {
    turn.current += 1;
    anchorIndex.current = index;
    base.current = undefined;
  }, []);

  const toggle = useCallback(
    (index: number) => {
      const { rowAt, rowId, selected, onChange } = latest.current;
      const row = rowAt(index);
      if (!row || !selected) return;
      anchor(index);
      const next = new Set(selected);
      const id = rowId(row);
      if (!next.delete(id)) next.add(id);
      onChange?.(next);
    },
    [anchor],
  );

  const extend = useCallback((index: number) => {
    const { range, rowId, selected, onChange } = latest.current;
    if (!selected) return;
    base.current ??= selected;
    turn.current += 1;
    const mine = turn.current;
    const kept = base.current;
    void range(Math.min(anchorIndex.current, index), Math.max(anchorIndex.current, index)).then((rows) => {
      if (mine === turn.current) onChange?.(new Set([...kept, ...rows.map(rowId)]));
    });
  }, []);

  const all = useCallback(() => {
    const { range, rowId, selected, onChange, total, loadAllIds } = latest.current;
    if (!selected || total === 0) return;
    turn.current += 1;
    const mine = turn.current;
    const ids = loadAllIds
      ? loadAllIds().then((result) => (result.ok ? result.value : []))
      : range(0, total - 1).then((rows) => rows.map(rowId));
    void ids.then((found) => {
      if (mine === turn.current) onChange?.(new Set([...selected, ...found]));
    });
  }, []);

  const none = useCallback(() => {
    anchor(anchorIndex.current);
    latest.current.onChange?.(new Set());
  }, [anchor]);

  return { toggle, anchor, extend, all, none };
}
