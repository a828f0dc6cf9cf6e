// Taking a picture out, and bringing it back. Files of the watched folders stay where they are; files that were uploaded go to the trash.

import { app, update } from "./app.js";
import { ask } from "./api.js";
import { closeImage, openImage } from "./opening.js";
import { named, wasUploaded } from "./paths.js";
import { explainedText } from "./problems.js";
import { forgetLists } from "./results.js";
import { changeItems } from "./resultsview.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

let going = false;

export async function removeImage(image) {
  if (going) {
    return;
  }
  going = true;
  try {
    const { undo, files } = await ask(`images/${image.id}${wasUploaded(image) ? "?file=true" : ""}`, { method: "DELETE" });
    leave(image, undo, files);
  } catch (problem) {
    toast({ text: explainedText(problem) });
  } finally {
    going = false;
  }
}

function leave(image, undo, files) {
  const items = app.results?.items ?? [];
  const index = items.findIndex(({ id }) => id === image.id);
  const next = items[index + 1] ?? items[index - 1];
  forgetLists();
  if (index >= 0) {
    changeItems((all) => all.splice(index, 1));
  }
  if (index >= 0 && next) {
    openImage(next.id, { replace: true });
  } else {
    closeImage();
  }
  const text = say(files ? "deleted.file" : "deleted", { name: named(image).name });
  toast({ text, act: { label: say("undo"), run: () => bringBack(image, undo, index) } });
}

async function bringBack(image, undo, index) {
  try {
    const { restored, failed } = await ask(`trash/${undo}/restore`, { method: "POST" });
    if (failed.length) {
      toast({ text: say("undo.failed"), detail: failed[0].detail });
      return;
    }
    const back = { ...image, id: restored[0].id };
    forgetLists();
    if (index >= 0) {
      changeItems((all) => all.splice(index, 0, back));
    }
    toast({ text: say("undone", { name: named(image).name }) });
  } catch (problem) {
    toast({ text: explainedText(problem) });
  }
  update();
}
