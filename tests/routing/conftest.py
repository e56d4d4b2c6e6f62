"""How hypothesis tries the searches."""

from hypothesis import settings

# The first example may have to compile a kernel, so no example has a deadline.
settings.register_profile("kernels", deadline=None, max_examples=80)
settings.load_profile("kernels")
