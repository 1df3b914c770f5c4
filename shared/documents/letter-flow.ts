/** Boxes onto pages: what belongs together stays together, table heads are repeated, blank lines don't begin a page. */
import { type Frame, type LetterItem, type LetterMark, LINE_PITCH } from './letter-page.ts';

export interface Drawn {
  readonly items: readonly LetterItem[];
  readonly marks?: readonly LetterMark[];
}

/** Something with a height that pages are filled with; heights in mm. */
export interface Box {
  /** to where the next one begins */
  readonly height: number;
  /** what has to be free for it; the space below a last line isn't */
  readonly need: number;
  /** not the last one of its page */
  readonly keep: boolean;
  /** left out at the top of a page */
  readonly blank?: true;
  /** goes on with the paragraph of the box before it */
  readonly goesOn?: true;
  /** begins on a line of the page's grid; the first one of a page without a grid decides where that lies */
  readonly onGrid?: true;
  /** stands above it again when it begins a page */
  readonly head?: Box;
  /** for boxes that may be higher than a page: the part that fits, and the rest */
  readonly split?: (room: number) => readonly [Box, Box] | undefined;
  readonly draw: (top: number) => Drawn;
}

export interface FlowPage {
  readonly items: LetterItem[];
  readonly marks: LetterMark[];
  readonly frame: Frame;
  /** where the next box would begin */
  bottom: number;
  /** the top of some line of the grid */
  grid: number | undefined;
}

/** Where a box came to stand. */
export interface Place {
  /** from 0 */
  readonly page: number;
  readonly top: number;
  /** the same page, unless the box was split */
  endPage: number;
  /** where the next box could begin */
  bottom: number;
  readonly blank: boolean;
  /** began a new page although it would have fitted on the one before: for what it keeps with */
  readonly early: boolean;
}

export interface Flowed {
  readonly pages: readonly FlowPage[];
  /** one for each box */
  readonly places: readonly Place[];
}

const NEAR = 1e-6;

export function blankLine(): Box {
  return { height: LINE_PITCH, need: 0, keep: false, blank: true, draw: () => ({ items: [] }) };
}

export function flow(boxes: readonly Box[], frameOf: (page: number) => Frame): Flowed {
  const run = new Flow(frameOf);
  for (const group of groupsOf(boxes)) run.placeGroup(group);
  return run;
}

/** Boxes that keep with the next one, and the one that they keep with. */
function groupsOf(boxes: readonly Box[]): readonly (readonly Box[])[] {
  const groups: Box[][] = [];
  let isOpen = false;
  for (const box of boxes) {
    if (isOpen) groups.at(-1)?.push(box);
    else groups.push([box]);
    isOpen = box.keep;
  }
  return groups;
}

class Flow {
  readonly pages: FlowPage[] = [];
  readonly places: Place[] = [];
  readonly #frameOf: (page: number) => Frame;
  #page: FlowPage;

  constructor(frameOf: (page: number) => Frame) {
    this.#frameOf = frameOf;
    this.#page = this.#turn();
  }

  placeGroup(group: readonly Box[]): void {
    const first = group[0];
    const fresh = this.#frameOf(this.pages.length);
    const room = fresh.bottom - fresh.top - (first?.head?.height ?? 0);
    const isTurned = !this.#isAtTop() && !fits(group, this.#page) && needOf(group, 0) <= room + NEAR;
    const early = isTurned && first !== undefined && fits([first], this.#page);
    if (isTurned) this.#turn();
    group.forEach((box, index) => {
      const count = this.places.length;
      this.#place(box, index === 0 && early);
      // a blank line that is left out
      if (this.places.length === count) this.#note(box, false, this.#page.bottom);
    });
  }

  #note(box: Box, early: boolean, top: number): void {
    const page = this.pages.length - 1;
    this.places.push({ page, top, endPage: page, bottom: this.#page.bottom, blank: box.blank === true, early });
  }

  /** @param early undefined for the rest of a box that was split */
  #place(box: Box, early: boolean | undefined): void {
    if (box.blank && this.#isAtTop() && this.pages.length > 1) return;
    if (box.onGrid) this.#page.bottom = onGrid(this.#page);
    if (box.blank || this.#headHeight(box) + box.need <= this.#room() + NEAR) this.#draw(box, early);
    else this.#placeBeyond(box, early);
  }

  /** A box for which this page has no room. */
  #placeBeyond(box: Box, early: boolean | undefined): void {
    const fresh = this.#frameOf(this.pages.length);
    const fitsFresh = box.need + (box.head?.height ?? 0) <= fresh.bottom - fresh.top + NEAR;
    const parts = fitsFresh ? undefined : box.split?.(this.#room() - this.#headHeight(box));
    if (parts) {
      this.#draw(parts[0], early);
      this.#turn();
      this.#place(parts[1], undefined);
    } else if (this.#isAtTop()) this.#draw(box, early);
    else {
      this.#turn();
      this.#place(box, early);
    }
  }

  #room(): number {
    return this.#page.frame.bottom - this.#page.bottom;
  }

  /** of the head that goes above a box here */
  #headHeight(box: Box): number {
    return this.#isAtTop() && this.pages.length > 1 ? (box.head?.height ?? 0) : 0;
  }

  #draw(box: Box, early: boolean | undefined): void {
    if (box.head && this.#isAtTop() && this.pages.length > 1) this.#ink(box.head);
    const top = this.#page.bottom;
    this.#ink(box);
    if (early !== undefined) this.#note(box, early, top);
    const place = this.places.at(-1);
    if (place) [place.endPage, place.bottom] = [this.pages.length - 1, this.#page.bottom];
  }

  #ink(box: Box): void {
    const { items, marks = [] } = box.draw(this.#page.bottom);
    if (box.onGrid) this.#page.grid ??= this.#page.bottom;
    this.#page.items.push(...items);
    this.#page.marks.push(...marks);
    this.#page.bottom += box.height;
  }

  #isAtTop(): boolean {
    return this.#page.bottom === this.#page.frame.top;
  }

  #turn(): FlowPage {
    const frame = this.#frameOf(this.pages.length);
    this.#page = { items: [], marks: [], frame, bottom: frame.top, grid: frame.freeGrid ? undefined : frame.top };
    this.pages.push(this.#page);
    return this.#page;
  }
}

function onGrid({ bottom, grid = bottom }: FlowPage): number {
  return grid + Math.ceil((bottom - grid) / LINE_PITCH - NEAR) * LINE_PITCH;
}

function fits(group: readonly Box[], page: FlowPage): boolean {
  const start = group[0]?.onGrid ? onGrid(page) : page.bottom;
  return start + needOf(group, 0) <= page.frame.bottom + NEAR;
}

/** What has to be free for all of them, one below the other. */
function needOf(group: readonly Box[], start: number): number {
  let [top, need] = [start, start];
  for (const box of group) {
    need = Math.max(need, top + box.need);
    top += box.height;
  }
  return need;
}
