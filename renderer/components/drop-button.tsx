/** A large button that opens the file dialog, and takes files dropped on it: one way by keyboard, one by mouse. */
import { type DragEvent, type ReactNode, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { ChosenFile, FileKind } from '#shared/ipc.ts';

export interface DropButtonProps {
  readonly kind: FileKind;
  readonly multiple: boolean;
  /** gets `over` added while files hover */
  readonly className: string;
  /** tokens of the chosen files; an empty list when the dialog was closed */
  readonly onFiles: (result: Result<readonly ChosenFile[]>) => void;
  readonly children: (hovering: boolean) => ReactNode;
  readonly testId: string;
}

export function DropButton({ kind, multiple, className, onFiles, children, testId }: DropButtonProps) {
  const [hovering, setHovering] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setHovering(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) void window.host.acceptDroppedFiles(files).then(onFiles);
  };
  return (
    <button
      type="button"
      className={hovering ? `${className} over` : className}
      onClick={() => void window.host.chooseFiles({ kind, multiple }).then(onFiles)}
      onDragOver={(event) => {
        event.preventDefault();
        setHovering(true);
      }}
      onDragLeave={() => setHovering(false)}
      onDrop={drop}
      data-testid={testId}
    >
      {children(hovering)}
    </button>
  );
}
