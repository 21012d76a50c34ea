"""Makes the one account. Usage: seed.py USER PASSWORD"""

import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (needs django.setup first)

user, password = sys.argv[1:]
model = get_user_model()
model.objects.filter(username=user).delete()
model.objects.create_superuser(user, f"{user}@realapps.example", password)
