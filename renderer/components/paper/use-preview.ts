/** The PDF of a draft, made anew shortly after typing stops. Only the newest wish is carried out: what is overtaken is dropped. */
import { startTransition, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';

/** long enough that a word is typed on, short enough that layout and drawing end within 300 ms */
const DELAY_MS = 60;

export interface Preview {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly substitutes: readonly string[];
  readonly standIns: readonly string[];
}

/** `make`: a function of the module, so that it is the same at every call */
export function usePreview<Content extends object>(
  content: Content,
  make: (content: Content) => Promise<Result<Preview>>,
): { readonly preview: Preview | undefined; readonly failure: Failure | undefined } {
  const [preview, setPreview] = useState<Preview>();
  const [failure, setFailure] = useState<Failure>();
  const [broken, setBroken] = useState<{ readonly error: unknown }>();
  const wish = useRef<{ content: Content | undefined; running: boolean; mounted: boolean }>({
    content: undefined,
    running: false,
    mounted: true,
  }).current;

  useEffect(() => {
    wish.mounted = true;
    return () => {
      wish.mounted = false;
    };
  }, [wish]);
  useEffect(() => {
    const work = async () => {
      if (wish.running) return;
      wish.running = true;
      try {
        while (wish.content && wish.mounted) {
          const wanted = wish.content;
          wish.content = undefined;
          const result = await make(wanted);
          // something newer is wished already: showing this one would only delay it
          if (wish.content !== undefined || !wish.mounted) continue;
          // in slices between which the next key is heard
          startTransition(() => {
            if (result.ok) setPreview(result.value);
            setFailure(result.ok ? undefined : result.error);
          });
        }
      } finally {
        wish.running = false;
      }
    };
    const timer = setTimeout(() => {
      wish.content = content;
      work().catch((error: unknown) => setBroken({ error }));
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [content, make, wish]);
  if (broken) throw broken.error;
  return { preview, failure };
}
