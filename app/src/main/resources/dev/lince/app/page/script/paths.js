// Names of pictures, from the addresses that the server gives.

const uploads = /^\/?static\/(lince-)?uploads\//;

/** Folder and name of a picture, decoded: {folder: "cats/big", name: "chelsea.jpg"}. Those that were uploaded keep the name they came with. */
export function named(image) {
  const path = decoded(image.path).replace(/^\/?static\//, "");
  const cut = path.lastIndexOf("/");
  const given = wasUploaded(image) && image.metadata?.file_name;
  return { folder: cut < 0 ? "" : path.slice(0, cut), name: given || path.slice(cut + 1) };
}

export const wasUploaded = (image) => uploads.test(image.path);

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a path that another program spelled
  }
}
