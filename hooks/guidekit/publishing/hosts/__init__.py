"""Headers, policy and moves, written the way each kind of host reads them."""
