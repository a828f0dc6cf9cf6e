// Names of pictures, from the addresses that the server gives.

/** Folder and name of a picture, decoded: {folder: "cats/big", name: "chelsea.jpg"}. */
export function named(image) {
  const path = decoded(image.path).replace(/^\/?static\//, "");
  const cut = path.lastIndexOf("/");
  return { folder: cut < 0 ? "" : path.slice(0, cut), name: path.slice(cut + 1) };
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a path that another program spelled
  }
}
