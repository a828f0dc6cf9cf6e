-- The table of the Python backend, found or made, and beside it what Lince knows of each image.

CREATE TABLE lince_notes (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
);

-- One row: the dimension of every vector (null while none was ever stored), and what stands before
-- the path of a new image in image_path.
CREATE TABLE lince_store (
  the_one BOOLEAN PRIMARY KEY DEFAULT true CHECK (the_one),
  dimension INTEGER,
  prefix TEXT NOT NULL
);

DO $$
DECLARE
  sequence TEXT;
BEGIN
  IF to_regclass('image_embeddings') IS NULL THEN
    CREATE TABLE image_embeddings (id SERIAL PRIMARY KEY, image_path TEXT NOT NULL UNIQUE, embedding VECTOR(512) NOT NULL);
    CREATE INDEX idx_embedding_hnsw ON image_embeddings USING hnsw (embedding vector_l2_ops) WITH (m = 16, ef_construction = 64);
    INSERT INTO lince_store (prefix) VALUES ('/static/');
  ELSE
    INSERT INTO lince_notes VALUES ('adopted', 'image_embeddings');
    -- The spelling that most rows have; '/static/' where there are none.
    INSERT INTO lince_store (dimension, prefix)
    SELECT (SELECT vector_dims(embedding) FROM image_embeddings LIMIT 1),
      coalesce(
        (SELECT CASE WHEN starts_with(image_path, '/static/') THEN '/static/'
                     WHEN starts_with(image_path, 'example_images/') THEN 'example_images/'
                     ELSE '' END AS spelling
         FROM image_embeddings GROUP BY spelling ORDER BY count(*) DESC, spelling DESC LIMIT 1),
        '/static/');
    -- Ids that were written by hand must not be given again.
    sequence := pg_get_serial_sequence('image_embeddings', 'id');
    IF sequence IS NOT NULL THEN
      PERFORM setval(sequence, highest) FROM (SELECT max(id) AS highest FROM image_embeddings) ids
      WHERE highest > coalesce((SELECT last_value FROM pg_sequences WHERE format('%I.%I', schemaname, sequencename)::regclass = sequence::regclass), 0);
    END IF;
  END IF;
END
$$;

-- The path in the library of an image_path, whichever of its three spellings it has.
CREATE FUNCTION lince_path(image_path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN octet_length(image_path) <> length(image_path) THEN
      normalize(regexp_replace(image_path, '^(/static/|example_images/)', ''), NFC)
    WHEN starts_with(image_path, '/static/') THEN substr(image_path, 9)
    WHEN starts_with(image_path, 'example_images/') THEN substr(image_path, 16)
    ELSE image_path
  END
$$;

-- Not unique: other programs may store one picture under two spellings.
CREATE INDEX lince_path_index ON image_embeddings (lince_path(image_path) COLLATE "C");

-- Vectors that others stored without making them unit vectors, which an index by L2 distance orders wrongly.
CREATE INDEX lince_not_unit_index ON image_embeddings (id) WHERE abs(vector_norm(embedding) - 1) > 0.001;

-- What is known of an image. The path is kept too: a row whose image has another one describes an image that is gone.
CREATE TABLE lince_images (
  id INTEGER PRIMARY KEY,
  image_path TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  modified TIMESTAMPTZ NOT NULL,
  taken TIMESTAMPTZ,
  added TIMESTAMPTZ NOT NULL,
  tags TEXT[] NOT NULL,
  metadata JSONB NOT NULL
);
CREATE INDEX lince_images_tags ON lince_images USING gin (tags);
CREATE INDEX lince_images_metadata ON lince_images USING gin (metadata jsonb_path_ops);
CREATE INDEX lince_images_taken ON lince_images (taken);
CREATE INDEX lince_images_added ON lince_images (added);

-- What became of every file ever seen.
CREATE TABLE lince_ledger (
  path TEXT COLLATE "C" PRIMARY KEY,
  state TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  modified TIMESTAMPTZ NOT NULL,
  content_hash TEXT,
  reason TEXT
);
