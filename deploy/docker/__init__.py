"""The platform in containers: one image a part."""
