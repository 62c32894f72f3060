/**
 * What comes in a rush is done once for each frame: the first time at once, whatever follows before the next frame together,
 * right before that is painted. A page that nobody sees has no frames: there all is done at once.
 */
export function framePace(): (work: () => void) => void {
  let pending = false;
  let again = false;
  return (work) => {
    // A frame that was asked for before the page was hidden may be long in coming.
    if (pending && !document.hidden) again = true;
    else work();
    if (pending || document.hidden) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      if (again) work();
      again = false;
    });
  };
}
