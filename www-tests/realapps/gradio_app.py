"""A Gradio app behind Gradio's own login page. Usage: gradio_app.py PORT USER PASSWORD"""

import sys

import gradio

port, user, password = sys.argv[1:]
app = gradio.Interface(lambda text: text[::-1], "text", "text", title="Signed in")
app.launch(server_name="127.0.0.1", server_port=int(port), auth=(user, password), share=False, quiet=True)
