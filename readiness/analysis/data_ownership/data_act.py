"""Data Act: who is exempt from the duties for connected products and related services."""

from __future__ import annotations

SIZES = ("micro", "small", "medium", "large")


def exempt_from_product_duties(
    size: str,
    *,
    subcontractor: bool = False,
    larger_partner: bool = False,
    years_medium: float | None = None,
    product_years: float | None = None,
) -> bool:
    """Whether the duties of Chapter II of the Data Act leave a maker of connected products out.

    Parameters
    ----------
    size : {"micro", "small", "medium", "large"}
        Size class of the enterprise.
    subcontractor : bool
        It was subcontracted to make or design the product or to provide the service.
    larger_partner : bool
        It has a partner or linked enterprise that is neither micro nor small.
    years_medium : float, optional
        Years since a medium-sized enterprise became medium-sized.
    product_years : float, optional
        Years since a medium-sized enterprise placed the product on the market.

    Returns
    -------
    bool
        A first assessment; needs legal review.

    References
    ----------
    Regulation (EU) 2023/2854, Art. 7(1).
    """
    if size not in SIZES:
        raise ValueError(f"size {size!r} is not one of {', '.join(SIZES)}")
    if size in ("micro", "small"):
        return not subcontractor and not larger_partner
    if size == "medium":
        return (years_medium is not None and years_medium < 1) or (product_years is not None and product_years < 1)
    return False
