"""Makes the accounts. Usage: seed.py USER PASSWORD TOTP-USER TOTP-SECRET-IN-BASE32 SPARE..."""

import base64
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs django.setup first)
from django.contrib.auth.hashers import make_password  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

user, password, totp_user, secret, *spares = sys.argv[1:]
model = get_user_model()
# Hashing is slow on purpose, and all have the same password.
hashed = make_password(password)
for name in (user, totp_user, *spares):
    model.objects.filter(username=name).delete()
    made = model.objects.create(
        username=name, email=f"{name}@realapps.example", password=hashed, is_staff=True, is_superuser=True
    )
    if name == totp_user:
        key = base64.b32decode(secret).hex()
        TOTPDevice.objects.create(user=made, name="default", key=key, confirmed=True)
