/** Pixels of the shorter side, enough for a sharp picture of 4em. */
const side = 192;

/**
 * A small picture of a large one. Rejects if there is none at the address, or if its server does not let the page look into it.
 * @param address of another origin only with its leave (CORS).
 */
export async function thumbnailOf(address: string): Promise<Blob> {
  const picture = new Image();
  picture.crossOrigin = 'anonymous';
  picture.src = address;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, side / Math.min(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((small) => {
      if (small) resolve(small);
      else reject(new Error('A picture that cannot be made small'));
    }, 'image/webp', 0.85);
  });
}
