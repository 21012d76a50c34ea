"""Makes the accounts. Usage: seed.py USER PASSWORD TOTP-USER TOTP-SECRET-IN-BASE32 SPARE..."""

import base64
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs django.setup first)
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

user, password, totp_user, secret, *spares = sys.argv[1:]
model = get_user_model()
for name in (user, totp_user, *spares):
    model.objects.filter(username=name).delete()
    made = model.objects.create_superuser(name, f"{name}@realapps.example", password)
    if name == totp_user:
        key = base64.b32decode(secret).hex()
        TOTPDevice.objects.create(user=made, name="default", key=key, confirmed=True)
