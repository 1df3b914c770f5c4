/** Lets files be dropped on everything inside it; shows a dashed sheet while they hover. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import './file-drop.css';

export interface FileDropProps {
  /** what letting go does, e.g. 松开鼠标，打开这张部门名片 */
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly className?: string;
  readonly children: ReactNode;
  readonly testId: string;
}

export function FileDrop({ hint, onFiles, className, children, testId }: FileDropProps) {
  const [hovering, setHovering] = useState(false);
  // dragenter and dragleave also fire between the children; only their balance says whether the pointer is inside
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; a button on the page does the same by keyboard
    <div
      className={`drop-area${className ? ` ${className}` : ''}`}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setHovering(true);
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setHovering(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        depth.current = 0;
        setHovering(false);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles(files);
      }}
      data-testid={testId}
    >
      {children}
      {hovering && (
        <div className="drop-area-sheet">
          <div className="drop-area-hint">{hint}</div>
        </div>
      )}
    </div>
  );
}
