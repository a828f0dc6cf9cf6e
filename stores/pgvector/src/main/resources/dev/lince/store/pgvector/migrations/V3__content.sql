-- A picture that comes in is looked for by its content.
CREATE INDEX lince_images_content ON lince_images (content_hash);
