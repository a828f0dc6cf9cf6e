// The files of a drop or a paste, folders walked.

const notPictures = /^(video|audio|text)\//;
const junk = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** All files of a drop, those in folders too. To be called while the event is handled: afterwards the browser has forgotten them. */
export async function filesOf(transfer) {
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) {
    return { files: plain, folder: false };
  }
  const files = [];
  for (const entry of entries.filter(Boolean)) {
    await walk(entry, files);
  }
  return { files, folder: true };
}

async function walk(entry, files) {
  if (junk.test(entry.name)) {
    return;
  }
  if (entry instanceof File) {
    files.push(entry);
  } else if (entry.isFile) {
    files.push(await new Promise((found, lost) => entry.file(found, lost)));
  } else {
    const reader = entry.createReader();
    for (let some = await read(reader); some.length; some = await read(reader)) {
      for (const one of some) {
        await walk(one, files);
      }
    }
  }
}

const read = (reader) => new Promise((found, lost) => reader.readEntries(found, lost));

/** Whether a file says of itself that it is something else than a picture. */
export const surelyNoPicture = (file) => notPictures.test(file.type);

/** Files of a chosen folder without what systems leave in folders. */
export const withoutJunk = (files) => files.filter(({ name }) => !junk.test(name));
