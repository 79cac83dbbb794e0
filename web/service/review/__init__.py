"""What people do with a proposal: every step is one event, added and never changed. A person decides; nights follow."""

from web.service.review.advice import Addressee as Addressee
from web.service.review.advice import advise as advise
from web.service.review.advice import ask_advice as ask_advice
from web.service.review.faults import Fault as Fault
from web.service.review.faults import FaultCode as FaultCode
from web.service.review.faults import WrongDecision as WrongDecision
from web.service.review.recording import GATE_PREFIX as GATE_PREFIX
from web.service.review.recording import Form as Form
from web.service.review.recording import flagged as flagged
from web.service.review.recording import is_possible as is_possible
from web.service.review.recording import policy_version as policy_version
from web.service.review.talking import client_answered as client_answered
from web.service.review.talking import employer_answered as employer_answered
from web.service.review.talking import offered as offered
from web.service.review.talking import still_busy as still_busy
from web.service.review.weighing import can_undo as can_undo
from web.service.review.weighing import discuss as discuss
from web.service.review.weighing import later as later
from web.service.review.weighing import reject as reject
from web.service.review.weighing import undo as undo
from web.service.review.working import returned as returned
from web.service.review.working import started as started
from web.service.review.working import still_runs as still_runs
