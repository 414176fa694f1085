"""Digital-readiness assessments for small and medium enterprises."""
