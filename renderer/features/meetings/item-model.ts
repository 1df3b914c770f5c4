/** 议题 as they are edited (办法 28(一), 30), and the departments that are asked to come. */
import type { AgendaItem, Party } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';

export interface Department {
  readonly uscc: string;
  readonly name: string;
}

/** A department proposes in its own name. */
export function newItem({ uscc, name }: Department): AgendaItem {
  return {
    itemId: createUuid(),
    title: '',
    background: '',
    question: '',
    proposerId: uscc,
    proposer: name,
    files: [],
    about: [],
    letters: [],
  };
}

/** `to`: the place that it has afterwards; places outside leave everything as it is */
export function movedItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || to === from) return items;
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** What is edited takes its own place; what is new comes last. */
export function withItem(items: readonly AgendaItem[], item: AgendaItem): readonly AgendaItem[] {
  const known = items.some(({ itemId }) => itemId === item.itemId);
  return known ? items.map((other) => (other.itemId === item.itemId ? item : other)) : [...items, item];
}

/** Names as they were chosen or typed; those of the directory with their id, each once. */
export function partiesOf(names: readonly string[], directory: readonly Department[]): readonly Party[] {
  const clean = [...new Set(names.map((name) => name.trim().slice(0, 100)).filter((name) => name.length >= 2))];
  return clean.map((name) => {
    const known = directory.find((department) => department.name === name);
    return known ? { departmentId: known.uscc, name } : { name };
  });
}
