"""What the analyst sees: gathers from a desk what each page tells, for the service and for a folder of pages alike."""
