# task: json
# task: validated-body
# task: page-of-rows
# task: one-row
from ninja import NinjaAPI

api = NinjaAPI(title="Library")
api.add_router("", "library.api.router")
# end: json
# end: validated-body
# end: page-of-rows
# end: one-row
