/** Lets files be dropped on everything inside it; shows a dashed sheet while they hover. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import './exchange.css';
import { importText } from './text.ts';

export interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

export function FileDrop({ onFiles, className, children }: FileDropProps) {
  const [hovering, setHovering] = useState(false);
  // dragenter and dragleave also fire between the children; only their balance says whether the pointer is inside
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button next to it does the same by keyboard
    <div
      className={`file-drop${className ? ` ${className}` : ''}`}
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
      data-testid="packages.drop"
    >
      {children}
      {hovering && (
        <div className="file-drop-sheet">
          <div className="file-drop-hint">{importText.dropHint}</div>
        </div>
      )}
    </div>
  );
}
