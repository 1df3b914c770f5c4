/** The PDF as it will be issued, page by page; zoom, page count and the fonts that stand in for others. */
import { ColumnWidthOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Flex, Space, Spin, Typography } from 'antd';
import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../failure-alert.tsx';
import './paper.css';
import { paperText } from './paper-text.ts';
import { PdfPages } from './pdf-pages.tsx';
import type { Preview } from './use-preview.ts';

const words = paperText.preview;

export interface PreviewPaneProps {
  readonly preview: Preview | undefined;
  readonly failure: Failure | undefined;
  readonly title?: string;
}

export const PreviewPane = memo(function PreviewPane({ preview, failure, title = words.title }: PreviewPaneProps) {
  return (
    <PdfPane pdf={preview?.pdf} title={title}>
      <FailureAlert failure={failure} title={words.failed} />
      {preview && preview.substitutes.length > 0 && (
        <Typography.Text type="secondary" data-testid="letter.substitutes">
          {words.substitutes([...new Set(preview.substitutes)])}
        </Typography.Text>
      )}
      {preview && preview.standIns.length > 0 && <Typography.Text type="secondary">{words.standIns(preview.standIns)}</Typography.Text>}
    </PdfPane>
  );
});

export interface PdfPaneProps {
  readonly pdf: Uint8Array | undefined;
  readonly title: string;
  /** under the pages */
  readonly children?: ReactNode;
}

/** A4 in CSS pixels, and room for the scroll bar */
const A4_WIDTH = 794;
const MARGIN = 40;
const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2] as const;

export function PdfPane({ pdf, title, children }: PdfPaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [chosen, setChosen] = useState<number>();
  const [pages, setPages] = useState(0);
  const [unreadable, setUnreadable] = useState(false);
  const zoom = chosen ?? Math.min(1.5, Math.max(0.3, (width - MARGIN) / A4_WIDTH));
  const at = useRef(zoom);
  at.current = zoom;
  const onStep = useCallback((up: boolean) => setChosen(stepFrom(at.current, up)), []);
  return (
    <section className="letter-preview" aria-label={title} data-testid="letter.preview">
      <PreviewBar title={title} pages={pages} zoom={zoom} onStep={onStep} onZoom={setChosen} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region without controls inside needs the focus itself */}
      <section ref={scroller} className="letter-preview-scroll" tabIndex={0} aria-label={title}>
        {pdf && !unreadable && (
          <PdfPages
            pdf={pdf}
            zoom={zoom}
            onPages={setPages}
            onUnreadable={() => setUnreadable(true)}
            onShown={() => scroller.current?.setAttribute('data-shown', String(performance.now()))}
          />
        )}
        {unreadable && <Typography.Text type="danger">{words.unreadable}</Typography.Text>}
        {!pdf && <Spin delay={300} description={words.loading} style={{ marginTop: 80 }} />}
      </section>
      <Flex vertical gap={4} className="letter-preview-foot">
        {children}
      </Flex>
    </section>
  );
}

function stepFrom(zoom: number, up: boolean): number {
  return up ? (STEPS.find((next) => next > zoom + 0.01) ?? 2) : (STEPS.findLast((next) => next < zoom - 0.01) ?? 0.5);
}

interface PreviewBarProps {
  readonly title: string;
  readonly pages: number;
  readonly zoom: number;
  readonly onStep: (up: boolean) => void;
  /** undefined: as wide as there is room */
  readonly onZoom: (zoom: number | undefined) => void;
}

/** A new preview rarely changes anything in it. */
const PreviewBar = memo(function PreviewBar({ title, pages, zoom, onStep, onZoom }: PreviewBarProps) {
  return (
    <Flex align="center" gap={8} className="letter-preview-bar">
      <Typography.Text strong ellipsis>
        {title}
      </Typography.Text>
      <Typography.Text type="secondary" data-testid="letter.preview.pages" style={{ whiteSpace: 'nowrap' }}>
        {pages > 0 && words.pages(pages)}
      </Typography.Text>
      <Space.Compact style={{ marginInlineStart: 'auto' }}>
        <Button size="small" icon={<ZoomOutOutlined />} onClick={() => onStep(false)} aria-label={words.zoomOut} title={words.zoomOut} />
        <Button size="small" onClick={() => onZoom(1)} style={{ width: 56 }} data-testid="letter.preview.zoom">
          {words.percent(zoom)}
        </Button>
        <Button size="small" icon={<ZoomInOutlined />} onClick={() => onStep(true)} aria-label={words.zoomIn} title={words.zoomIn} />
        <Button size="small" icon={<ColumnWidthOutlined />} onClick={() => onZoom(undefined)} aria-label={words.fit} title={words.fit} />
      </Space.Compact>
    </Flex>
  );
});

function useWidth(place: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(A4_WIDTH);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
