-- The average colour of the picture, 0xRRGGBB; null where nobody has looked at its pixels since there are colours.
ALTER TABLE lince_images ADD COLUMN colour INTEGER CHECK (colour BETWEEN 0 AND 16777215);
