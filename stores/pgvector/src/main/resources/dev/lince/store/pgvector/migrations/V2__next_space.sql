-- What a change of the model needs: which space the vectors of image_embeddings are of (each switch
-- counts one up, by which every open store notices it), and the one that is being built.
ALTER TABLE lince_store
  ADD COLUMN space_number INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN next_label TEXT,
  ADD COLUMN next_dimension INTEGER;
